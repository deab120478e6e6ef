import * as z from 'zod';
import { once } from './when-asked.ts';

/** Who something is granted to: signed-in users, guests, or the members of a group. */
export const granteeSchema = once(() =>
  z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.enum(['authenticated', 'guest']) }),
    z.strictObject({ kind: z.literal('group'), group: z.string() }),
  ]),
);

export type Grantee = Readonly<z.infer<ReturnType<typeof granteeSchema>>>;

/** A grantee as findings and reports speak of it. */
export function granteeWords(grantee: Grantee): string {
  switch (grantee.kind) {
    case 'authenticated':
      return 'signed-in users';
    case 'guest':
      return 'guests';
    case 'group':
      return `members of ${grantee.group}`;
  }
}

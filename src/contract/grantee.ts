import * as z from 'zod';

/** Who something is granted to: signed-in users, guests, or the members of a group. */
export const granteeSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.enum(['authenticated', 'guest']) }),
  z.strictObject({ kind: z.literal('group'), group: z.string() }),
]);

export type Grantee = Readonly<z.infer<typeof granteeSchema>>;

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

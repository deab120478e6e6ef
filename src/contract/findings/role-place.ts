import * as z from 'zod';
import { once } from '../when-asked.ts';

/** Where the roles of an identity pool are; `account` is `null` where nobody said which it is. */
export const rolePlaceSchema = once(() =>
  z.strictObject({ partition: z.string(), account: z.string().nullable() }).readonly(),
);

export type RolePlace = z.infer<ReturnType<typeof rolePlaceSchema>>;

/** The ARN that stands in a command for that of a role which people have to choose. */
export function standInRole({ partition, account }: RolePlace, roleName: string): string {
  return `arn:${partition}:iam::${account ?? '<account>'}:role/${roleName}`;
}

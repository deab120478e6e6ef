import * as z from 'zod';
import { listing } from '../text.ts';

/** Links that have a policy of ours on a role, and how many characters of it each takes. */
export const linkSharesSchema = z
  .array(z.strictObject({ link: z.string(), size: z.number().int() }))
  .readonly();

/** `storefront/dev 524, storefront/qa 524`. */
export function sharesText(links: z.infer<typeof linkSharesSchema>): string {
  return listing(links.map(({ link, size }) => `${link} ${size}`));
}

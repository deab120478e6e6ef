import * as z from 'zod';
import { listing } from '../text.ts';
import { once } from '../when-asked.ts';

/** Links that have a policy of ours on a role, and how many characters of it each takes. */
export const linkSharesSchema = once(() =>
  z.array(z.strictObject({ link: z.string(), size: z.number().int() })).readonly(),
);

/** `storefront/dev 524, storefront/qa 524`. */
export function sharesText(links: z.infer<ReturnType<typeof linkSharesSchema>>): string {
  return listing(links.map(({ link, size }) => `${link} ${size}`));
}

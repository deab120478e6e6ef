import * as z from 'zod';
import { linkPartPattern } from './name-patterns.ts';
import { once } from './when-asked.ts';

/** Who allows what: the owner of a role or a resource by a tag, the owner of the stack by a list. */

/** The tag whose value names the apps, or is `anyApp`. */
export const allowTagName = 'amplify-import';

/** In the place of the name of an app: every one. */
export const anyApp = 'any';

/** `*` is the only wildcard: IAM would fill in a `${…}`, of whose value our own check knows nothing. */
const arnWithWildcards = /^arn:[A-Za-z0-9*_+=,.@:/-]+$/;

/** The context `allow` of the stack, and what its functions are told of it. */
export const allowListSchema = once(() =>
  z.record(z.string().regex(linkPartPattern), z.array(z.string().regex(arnWithWildcards))),
);

/** ARN patterns per app: what the stack's owner opens without a tag (docs/allowing.md). */
export type AllowList = Readonly<Record<string, readonly string[]>>;

/**
 * The list as the stack tells it to its functions: the name of each app before its patterns, with blanks between,
 * since Lambda counts each quotation mark of JSON twice. Neither a name nor a pattern holds a blank.
 */
export function allowListText(allowed: AllowList): string {
  return Object.entries(allowed)
    .flatMap(([app, patterns]) => [app, ...patterns])
    .join(' ');
}

/** The list of such a text. An app is told from a pattern by the colon that it has not. */
export function allowListOf(text: string): AllowList {
  const allowed: Record<string, string[]> = {};
  let patterns: string[] = [];
  for (const word of text.split(' ').filter((each) => each !== '')) {
    if (word.includes(':')) patterns.push(word);
    else allowed[word] = patterns = [];
  }
  return allowListSchema().parse(allowed);
}

import type * as z from 'zod';

/** What a field needs that a schema finds fault with, in the words of the schema, or in plain ones where it has none. */
export function neededBy(issue: z.core.$ZodIssue): string {
  if (!unworded.test(issue.message)) return issue.message;
  switch (issue.code) {
    case 'invalid_type':
      return `needs ${kinds[issue.expected] ?? issue.expected}`;
    case 'invalid_value': {
      const values = issue.values.map((value) => JSON.stringify(value));
      return values.length === 1 ? `needs ${values[0]}` : `needs one of ${values.join(', ')}`;
    }
    case 'too_small':
      // Of an empty text that says it all.
      return issue.origin === 'string' ? '' : 'needs one at least';
    default:
      return issue.message;
  }
}

/** How the messages begin that zod has for what a schema has no words for. */
const unworded = /^(?:Invalid (?:input|option)|Too small)\b/;

/** What zod calls the kinds of JSON, by what people do. */
const kinds: Readonly<Record<string, string>> = {
  string: 'a text',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
  number: 'a number',
};

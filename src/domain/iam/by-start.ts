import { byKey } from '../group-by.ts';

/** What a pattern begins with before anything in it may stand for something else. */
export function writtenStartOf(pattern: string): string {
  const end = pattern.search(/[*?$]/);
  return end === -1 ? pattern : pattern.slice(0, end);
}

/**
 * Finds those of many things whose pattern may stand for a text: only those can whose start the text
 * begins with.
 */
export function byStart<Thing>(
  things: readonly Thing[],
  startOf: (thing: Thing) => string,
): (text: string) => readonly Thing[] {
  const known = byKey(things, startOf);
  const lengths = [...new Set([...known.keys()].map(({ length }) => length))];
  return (text) =>
    lengths.flatMap((length) =>
      length <= text.length ? (known.get(text.slice(0, length)) ?? []) : [],
    );
}

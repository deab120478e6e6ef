import { millisecondsOf } from './processor-time.ts';
import { sampleMatches } from './sample-matches.ts';

/**
 * Texts on which a pattern that goes back tries again and again: what it matches, with a part of that
 * many times over, and an end that it does not match. The length of what is repeated grows, so that a
 * pattern that would take for ever is known before it does.
 */
export function slowTextOf(pattern: RegExp): string | null {
  for (const length of [12, 16, 20, 500, 20_000]) {
    for (const text of pumpedTexts(pattern, length)) {
      if (isSlow(pattern, text)) return text;
    }
  }
  return null;
}

/** No pattern in one pass needs a tenth of it; one in squared time several times as long. */
const most = 6;

/** The fastest of some runs: the first ones compile. */
function isSlow(pattern: RegExp, text: string): boolean {
  for (let run = 0; run < 3; run += 1) {
    if (millisecondsOf(() => text.replace(pattern, '')) < most) return false;
  }
  return true;
}

function* pumpedTexts(pattern: RegExp, length: number): Iterable<string> {
  const seen = new Set<string>();
  for (const text of [...sampleMatches(pattern), '']) {
    for (const { before, part } of partsOf(text, pattern)) {
      // What takes for ever does so soon: it is found before long beginnings are tried.
      if (part === '' || (length < 100 && before.length > 3)) continue;
      const key = JSON.stringify([before, part]);
      if (seen.has(key)) continue;
      seen.add(key);
      yield `${before}${part.repeat(Math.ceil(length / part.length))}\0`;
    }
  }
}

function partsOf(text: string, { source }: RegExp): { before: string; part: string }[] {
  const within = text
    .split('')
    .flatMap((_, at) =>
      [1, 2].map((length) => ({ before: text.slice(0, at), part: text.slice(at, at + length) })),
    );
  // Every character and pair that the pattern writes, and one of each kind.
  const written = `${source}aA0 \n\t`
    .split('')
    .flatMap((one, at) => [one, source.slice(at, at + 2)]);
  const parts = text === '' ? written : [];
  // A whole beginning many times over, and what a pattern may begin in the middle of.
  const beginnings = text.split('').map((_, at) => ({ before: '', part: text.slice(0, at + 4) }));
  const inside = parts.flatMap((part) => ['', '\0'].map((before) => ({ before, part })));
  return [...within, ...beginnings, ...inside];
}

import { runInNewContext } from 'node:vm';
import { millisecondsOf } from './processor-time.ts';
import { sampleMatches } from './sample-matches.ts';

/**
 * Texts on which a pattern that goes back tries again and again: what it matches, with a part of that
 * many times over, and an end that it does not match.
 */
export function slowTextOf(pattern: RegExp): string | null {
  let tried = '';
  const find = () => {
    for (const length of lengths) {
      for (const text of pumpedTexts(pattern, length)) {
        tried = text;
        if (isSlow(pattern, text)) return text;
      }
    }
    return null;
  };
  try {
    return runInNewContext('find()', { find }, { timeout: longest }) as string | null;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error;
    return tried;
  }
}

/**
 * How much is repeated. What takes twice as long for each character, or for each two, is known by one of the first,
 * which grow by so little that each still comes to an end: the next but one would not.
 */
const lengths = [12, 16, 20, 24, 28, 32, 36, 40, 44, 48, 52, 56, 500, 20_000];

/** Milliseconds after which a pattern is slow, whatever it does: ten times what any of ours takes. */
const longest = 30_000;

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

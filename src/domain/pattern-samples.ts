import type { PatternToken } from './pattern.ts';

/**
 * A text for each way to fit some of the patterns and not the others: what is said of a sample is true
 * of all texts that these patterns do not tell from it. The empty text is none of them, and wildcards
 * are in none; a variable fits nothing here. `null` when there would be too many texts to look at.
 */
export function samplesOf(
  patterns: readonly (readonly PatternToken[])[],
): readonly string[] | null {
  const plain = otherCharacter(patterns);
  const samples = new Map<string, string>();
  const reached = new Map<string, Reached>();
  let looked = 0;
  const isTooMuch = () => looked > mostLooks || samples.size > mostSamples;
  const grow = ({ text, places }: Reached) => {
    for (const character of [plain, ...nextCharacters(patterns, places)]) {
      const after = places.map((at, index) => advance(patterns[index] ?? [], at, character));
      looked += after.reduce((sum, at) => sum + at.length, 1);
      if (isTooMuch()) return;
      const key = after.map((at) => at.join()).join(';');
      if (reached.has(key)) continue;
      reached.set(key, { text: text + character, places: after });
      const fitting = after.map((at, index) => at.includes(patterns[index]?.length ?? 0)).join();
      if (!samples.has(fitting)) samples.set(fitting, text + character);
    }
  };
  grow({ text: '', places: patterns.map((pattern) => withStars(pattern, [0])) });
  // Breadth first, so that samples are short: what is reached joins the end of what is walked.
  for (const one of reached.values()) {
    if (isTooMuch()) break;
    grow(one);
  }
  return isTooMuch() ? null : [...samples.values()];
}

/** How far a text has come in each pattern: the tokens that may be next. */
type Reached = { readonly text: string; readonly places: readonly (readonly number[])[] };

/** Policies come to some thousands of looks and a dozen samples; only many stars in many patterns to more. */
const mostLooks = 100_000;
const mostSamples = 200;

function advance(
  pattern: readonly PatternToken[],
  places: readonly number[],
  character: string,
): readonly number[] {
  const after = places.flatMap((at) => {
    const token = pattern[at];
    if (token?.is === 'any') return [at];
    const fits =
      token?.is === 'one' || (token?.is === 'character' && token.character === character);
    return fits ? [at + 1] : [];
  });
  return withStars(pattern, after);
}

/** A star may stand for nothing: what comes after it may be next as well. */
function withStars(pattern: readonly PatternToken[], places: readonly number[]): readonly number[] {
  const all = new Set(places);
  for (const at of all) if (pattern[at]?.is === 'any') all.add(at + 1);
  return [...all].toSorted((a, b) => a - b);
}

function nextCharacters(
  patterns: readonly (readonly PatternToken[])[],
  places: Reached['places'],
): ReadonlySet<string> {
  const tokens = places.flatMap((at, index) => at.map((place) => patterns[index]?.[place]));
  return new Set(
    tokens.flatMap((token) =>
      token?.is === 'character' && !/[*?]/.test(token.character) ? [token.character] : [],
    ),
  );
}

/** A character that stands in none of the patterns. */
function otherCharacter(patterns: readonly (readonly PatternToken[])[]): string {
  const written = new Set(
    patterns.flat().map((token) => (token.is === 'character' ? token.character : '')),
  );
  let code = 'a'.charCodeAt(0);
  while (written.has(String.fromCharCode(code))) code += 1;
  return String.fromCharCode(code);
}

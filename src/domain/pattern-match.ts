import { actionTokens, type PatternToken } from './pattern.ts';
import { charactersOf, fitsSymbols, sharesSymbols, symbols } from './pattern-symbols.ts';

/** Values of a request's condition keys; IAM does not tell the case of a key. */
export type Context = Readonly<Record<string, string>>;

/**
 * Whether a text is one of those that a pattern stands for. A variable without a value stands for
 * none, and a value that a variable brings is never read as a pattern.
 */
export function matchesText(
  pattern: readonly PatternToken[],
  text: string,
  context: Context,
): boolean {
  const resolved: number[] = [];
  for (const token of pattern) {
    if (token.is !== 'variable') resolved.push(symbolOf(token));
    else {
      const value = valueOf(context, token.key) ?? token.fallback;
      if (value === null) return false;
      for (const character of charactersOf(value)) resolved.push(character);
    }
  }
  return fitsSymbols(resolved, charactersOf(text));
}

/** Whether an action is one of those that a pattern of a policy stands for. */
export function matchesAction(pattern: string, action: string): boolean {
  return matchesText(actionTokens(pattern), action.toLowerCase(), {});
}

/**
 * Whether one pattern stands for everything that another does, whatever the request. It may say no
 * where the answer would be yes, never the other way round.
 */
export function coversPattern(
  wider: readonly PatternToken[],
  narrower: readonly PatternToken[],
): boolean {
  if (partAtStart(wider, narrower)) return false;
  const variables = new Map<string, number>();
  const numbered = (token: PatternToken): number => {
    if (token.is !== 'variable') return symbolOf(token);
    const name = JSON.stringify([token.key.toLowerCase(), token.fallback]);
    const number = variables.get(name) ?? symbols.any - 1 - variables.size;
    variables.set(name, number);
    return number;
  };
  const taken = narrower.map((token) => (token.is === 'one' ? symbols.someone : numbered(token)));
  return fitsSymbols(wider.map(numbered), taken);
}

/**
 * Whether there may be a text for which both of two patterns stand. A variable may have any value, so
 * that it may say yes where the answer would be no, never the other way round.
 */
export function patternsMeet(
  one: readonly PatternToken[],
  other: readonly PatternToken[],
): boolean {
  if (partAtStart(one, other)) return false;
  const open = (tokens: readonly PatternToken[]) =>
    tokens.map((token) => (token.is === 'variable' ? symbols.any : symbolOf(token)));
  return sharesSymbols(open(one), open(other));
}

/** A value of the request by its key. */
export function valueOf(context: Context, key: string): string | null {
  const wanted = key.toLowerCase();
  return Object.entries(context).find(([name]) => name.toLowerCase() === wanted)?.[1] ?? null;
}

/** Whether two patterns differ in a character before anything is open: most pairs do, and soon. */
function partAtStart(one: readonly PatternToken[], other: readonly PatternToken[]): boolean {
  for (let at = 0; at < one.length; at += 1) {
    const token = one[at];
    const its = other[at];
    if (!token || !its || isOpen(token) || isOpen(its)) return false;
    if (token === its) continue;
    if (token.is === 'character' && its.is === 'character' && token.character !== its.character) {
      return true;
    }
  }
  return false;
}

function isOpen({ is }: PatternToken): boolean {
  return is === 'any' || is === 'variable';
}

function symbolOf(token: Exclude<PatternToken, { readonly is: 'variable' }>): number {
  if (token.is === 'character') return token.character.codePointAt(0) ?? 0;
  return symbols[token.is];
}

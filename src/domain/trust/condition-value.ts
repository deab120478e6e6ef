import { matchesText } from '../pattern-match.ts';
import { literalTokens, onlyText, patternTokens, type PatternToken } from '../pattern.ts';
import { all, any, type Answer } from './answer.ts';

/** A value that a token bears: a known one, or one of which only the sort is known. */
export type TokenValue =
  | { readonly known: string }
  /** `pool`: the id of a pool that no document names. `provider`: what users signed in with. */
  | { readonly unknown: 'pool' | 'provider' | 'identity' };

/** How an operator compares; only `like` knows wildcards. */
export type TextComparison = 'exact' | 'ignore-case' | 'like';

/**
 * The tokens of a value of a condition, as its operator compares them.
 *
 * @param hasVariables false for documents of the version 2008-10-17
 */
export function comparedTokens(
  value: string,
  comparison: TextComparison,
  hasVariables: boolean,
): readonly PatternToken[] {
  if (comparison === 'like') return patternTokens(value, hasVariables);
  return literalTokens(comparison === 'exact' ? value : value.toLowerCase(), hasVariables);
}

/** Whether one of the values of a condition is that of the token. */
export function matchesOne(
  seen: TokenValue,
  values: readonly string[],
  comparison: TextComparison,
  hasVariables: boolean,
): Answer {
  return any(
    values.map((value) =>
      matches(seen, comparedTokens(value, comparison, hasVariables), comparison),
    ),
  );
}

function matches(
  seen: TokenValue,
  pattern: readonly PatternToken[],
  comparison: TextComparison,
): Answer {
  // What a variable stands for is known at run time only.
  if (pattern.some(({ is }) => is === 'variable')) return 'depends';
  if ('known' in seen) {
    const known = comparison === 'ignore-case' ? seen.known.toLowerCase() : seen.known;
    return matchesText(pattern, known, {}) ? 'yes' : 'no';
  }
  if (pattern.length > 0 && pattern.every(({ is }) => is === 'any')) return 'yes';
  const text = onlyText(pattern);
  if (text === null) return 'depends';
  // A pool that is not known is none of those that are named; a kind of user is no provider; no name has wildcards in it.
  if (seen.unknown === 'pool' || text === '' || /[*?]/.test(text)) return 'no';
  return seen.unknown === 'provider' && isKindOfUser(text) ? 'no' : 'depends';
}

export function isKindOfUser(value: string): boolean {
  return ['authenticated', 'unauthenticated'].includes(value.toLowerCase());
}

/** Whether a value accepts more than one text. */
export function isOpenEnded(
  value: string,
  comparison: TextComparison,
  hasVariables: boolean,
): boolean {
  return onlyText(comparedTokens(value, comparison, hasVariables)) === null;
}

/** Answers over all values of a key: whether each, or at least one, is among those of a condition. */
export function overValues(
  seen: readonly TokenValue[],
  matchesOf: (value: TokenValue) => Answer,
): { readonly each: Answer; readonly some: Answer } {
  const answers = seen.map(matchesOf);
  return { each: all(answers), some: any(answers) };
}

import { all, any, type Answer } from './answer.ts';

/** A value that a token bears: a known one, or one of which only the sort is known. */
export type TokenValue =
  | { readonly known: string }
  /** `pool`: the id of a pool that no document names. `provider`: what users signed in with. */
  | { readonly unknown: 'pool' | 'provider' | 'identity' };

/** How an operator compares; only `like` knows wildcards. */
export type Comparison = 'exact' | 'ignore-case' | 'like';

/** A value of a condition, taken apart. */
type Pattern = {
  readonly parts: readonly ('*' | '?' | { readonly text: string })[];
  readonly hasVariable: boolean;
};

/** `${*}`, `${?}` and `${$}` stand for the character itself; any other is known at run time only. */
const piece = /\$\{([^}]*)\}|[*?]|[^*?$]+|\$/g;

function parsePattern(value: string, comparison: Comparison, hasVariables: boolean): Pattern {
  let hasVariable = false;
  const parts = [...value.matchAll(piece)].map(([text, variable]): Pattern['parts'][number] => {
    if (variable !== undefined && hasVariables) {
      if (['*', '?', '$'].includes(variable)) return { text: variable };
      hasVariable = true;
    }
    return comparison === 'like' && (text === '*' || text === '?') ? text : { text };
  });
  return { parts, hasVariable };
}

/** Whether one of the values of a condition is that of the token. */
export function matchesOne(
  seen: TokenValue,
  values: readonly string[],
  comparison: Comparison,
  hasVariables: boolean,
): Answer {
  return any(
    values.map((value) => matches(seen, parsePattern(value, comparison, hasVariables), comparison)),
  );
}

function matches(seen: TokenValue, pattern: Pattern, comparison: Comparison): Answer {
  if (pattern.hasVariable) return 'depends';
  if ('known' in seen) {
    const flags = comparison === 'ignore-case' ? 'isu' : 'su';
    return new RegExp(`^${sourceOf(pattern)}$`, flags).test(seen.known) ? 'yes' : 'no';
  }
  if (pattern.parts.length > 0 && pattern.parts.every((part) => part === '*')) return 'yes';
  const literal = literalOf(pattern);
  if (literal === null) return 'depends';
  // A pool that is named is no stranger; a kind of user is no provider; no name has wildcards in it.
  if (seen.unknown === 'pool' || literal === '' || /[*?]/.test(literal)) return 'no';
  return seen.unknown === 'provider' && isKindOfUser(literal) ? 'no' : 'depends';
}

function sourceOf({ parts }: Pattern): string {
  return parts
    .map((part) => {
      if (part === '*') return '.*';
      return part === '?' ? '.' : part.text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
    })
    .join('');
}

/** `null` when the pattern has wildcards. */
function literalOf({ parts }: Pattern): string | null {
  const texts = parts.map((part) => (typeof part === 'string' ? null : part.text));
  return texts.includes(null) ? null : texts.join('');
}

export function isKindOfUser(value: string): boolean {
  return ['authenticated', 'unauthenticated'].includes(value.toLowerCase());
}

/** Whether a value accepts more than one text. */
export function isOpenEnded(value: string, comparison: Comparison, hasVariables: boolean): boolean {
  const pattern = parsePattern(value, comparison, hasVariables);
  return pattern.hasVariable || literalOf(pattern) === null;
}

/** A value up to where it accepts more texts than one. */
export function literalStart(
  value: string,
  comparison: Comparison,
  hasVariables: boolean,
): { readonly text: string; readonly isWhole: boolean } {
  const pieces = [...value.matchAll(piece)].map(([text]) => text);
  const open = pieces.findIndex((text) => isOpenEnded(text, comparison, hasVariables));
  const start = open === -1 ? value : pieces.slice(0, open).join('');
  return {
    text: literalOf(parsePattern(start, comparison, hasVariables)) ?? '',
    isWhole: open === -1,
  };
}

/** Answers over all values of a key: whether each, or at least one, is among those of a condition. */
export function overValues(
  seen: readonly TokenValue[],
  matchesOf: (value: TokenValue) => Answer,
): { readonly each: Answer; readonly some: Answer } {
  const answers = seen.map(matchesOf);
  return { each: all(answers), some: any(answers) };
}

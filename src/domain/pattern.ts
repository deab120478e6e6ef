/**
 * The pattern language of IAM, read once for everybody: resources, actions, values of conditions,
 * trust policies and the stack's own list `allow`.
 *
 * `*` stands for any text, also across colons and slashes, `?` for one character, `${key}` or
 * `${key, 'default'}` for a value of the request, `${*}`, `${?}` and `${$}` for the character itself
 * (IAM guide, "IAM JSON policy elements: Resource", "Condition operators", "Variables and tags").
 * What reads patterns lies here, what asks questions of them in `pattern-match.ts`.
 */
export type PatternToken =
  | { readonly is: 'character'; readonly character: string }
  | { readonly is: 'any' }
  | { readonly is: 'one' }
  | { readonly is: 'variable'; readonly key: string; readonly fallback: string | null };

/** What of the language a text is read by. */
type Reading = { readonly wildcards: boolean; readonly variables: boolean };

/** An escape, a variable with or without its default, a `${…}` of another kind, or one character. */
const piece = /\$\{(?:([*?$])|([^{}$*?,'\s]+)(?:\s*,\s*'([^']*)')?|([^}]*))\}|([^])/gu;

/**
 * The tokens of a resource, or of a value of StringLike.
 *
 * @param hasVariables false for a document of the version 2008-10-17, to which `${…}` is text
 */
export function patternTokens(pattern: string, hasVariables = true): readonly PatternToken[] {
  return tokensOf(pattern, { wildcards: true, variables: hasVariables });
}

/** The tokens of a value of StringEquals, in which a wildcard is a character like any other. */
export function literalTokens(value: string, hasVariables = true): readonly PatternToken[] {
  return tokensOf(value, { wildcards: false, variables: hasVariables });
}

/**
 * The tokens of an action, in lower case: IAM does not tell the case of an action, and takes no
 * variable in one (IAM guide, "Action" and "Where you can use policy variables").
 */
export function actionTokens(action: string): readonly PatternToken[] {
  return tokensOf(action.toLowerCase(), { wildcards: true, variables: false });
}

function tokensOf(text: string, reading: Reading): readonly PatternToken[] {
  const tokens: PatternToken[] = [];
  // Behind the last brace no variable ends: to look for its end from each `${` would take squared time.
  const end = reading.variables && text.includes('${') ? text.lastIndexOf('}') + 1 : 0;
  for (const [, escaped, key, fallback, unknown, character = ''] of text
    .slice(0, end)
    .matchAll(piece)) {
    if (escaped !== undefined) tokens.push({ is: 'character', character: escaped });
    else if (key !== undefined) tokens.push({ is: 'variable', key, fallback: fallback ?? null });
    // AWS does not say what it makes of these; no request has a value for them.
    else if (unknown !== undefined) tokens.push({ is: 'variable', key: unknown, fallback: null });
    else tokens.push(signOf(character, reading));
  }
  for (const character of text.slice(end)) tokens.push(signOf(character, reading));
  return tokens;
}

function signOf(character: string, { wildcards }: Reading): PatternToken {
  if (wildcards && character === '*') return any;
  if (wildcards && character === '?') return one;
  return letters.get(character) ?? { is: 'character', character };
}

/** The tokens of most patterns, made once: a plan reads thousands of them. */
const any: PatternToken = { is: 'any' };
const one: PatternToken = { is: 'one' };
const letters: ReadonlyMap<string, PatternToken> = new Map(
  Array.from({ length: 128 }, (_, code) => String.fromCharCode(code)).map((character) => [
    character,
    { is: 'character', character },
  ]),
);

/** Whether a `${` begins none of the variables and escapes of the language. */
export function hasBrokenVariable(text: string): boolean {
  const end = text.lastIndexOf('}') + 1;
  return (
    text.includes('${', end) ||
    [...text.slice(0, end).matchAll(piece)].some(({ 4: unknown }) => unknown !== undefined)
  );
}

/** The text that a pattern stands for, when it is one text alone; otherwise `null`. */
export function onlyText(pattern: readonly PatternToken[]): string | null {
  const characters = pattern.map((token) => (token.is === 'character' ? token.character : null));
  return characters.includes(null) ? null : characters.join('');
}

/** What all texts of a pattern begin with, as far as it is written out. */
export function writtenStart(pattern: readonly PatternToken[]): string {
  let start = '';
  for (const token of pattern) {
    if (token.is !== 'character') break;
    start += token.character;
  }
  return start;
}

/**
 * The six parts of a pattern of ARNs, each a pattern by itself: ArnLike and ArnEquals are the same, take
 * wildcards, and check each of the parts between the first five colons separately, so that none of them
 * reaches over a colon there (IAM guide, "Amazon Resource Name (ARN) condition operators"). `null` when
 * there are fewer parts: no ARN is like that.
 */
export function arnParts(
  pattern: readonly PatternToken[],
): readonly (readonly PatternToken[])[] | null {
  const parts: PatternToken[][] = [[]];
  for (const token of pattern) {
    const isColon = token.is === 'character' && token.character === ':';
    if (isColon && parts.length < 6) parts.push([]);
    else parts.at(-1)?.push(token);
  }
  return parts.length === 6 ? parts : null;
}

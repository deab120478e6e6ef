/**
 * Patterns of IAM: `*` stands for any text, `?` for one character, `${key}` or `${key, 'default'}` for
 * a value of the request, `${*}`, `${?}` and `${$}` for the character itself (IAM guide, "Policy
 * variables" and "Wildcards"). A value that a variable brings is never read as a pattern.
 */
export type Token =
  | { readonly is: 'character'; readonly character: string }
  | { readonly is: 'any' }
  | { readonly is: 'one' }
  | { readonly is: 'variable'; readonly key: string; readonly fallback: string | null };

/** Values of a request's condition keys; IAM does not tell the case of a key. */
export type Context = Readonly<Record<string, string>>;

const tokenPattern = /\$\{(?:([*?$])|([^{}$*?,'\s]+)(?:\s*,\s*'([^']*)')?)\}|([*?])|([^])/gu;

/** Whether a `${` begins none of the variables and escapes of the language; it is read as characters. */
export function hasBrokenVariable(text: string): boolean {
  return [...text.matchAll(tokenPattern)].some(
    ({ 0: token, index }) => token === '$' && text[index + 1] === '{',
  );
}

/** The tokens of a resource, or of a value of StringLike. */
export function patternTokens(pattern: string): readonly Token[] {
  return tokensOf(pattern, true);
}

/** The tokens of a value of StringEquals, in which a wildcard is a character like any other. */
export function literalTokens(value: string): readonly Token[] {
  return tokensOf(value, false);
}

function tokensOf(pattern: string, wildcards: boolean): readonly Token[] {
  return [...pattern.matchAll(tokenPattern)].map(
    ([, escaped, key, fallback, wildcard, character = '']): Token => {
      if (escaped !== undefined) return { is: 'character', character: escaped };
      if (key !== undefined) return { is: 'variable', key, fallback: fallback ?? null };
      if (wildcard === undefined) return { is: 'character', character };
      if (!wildcards) return { is: 'character', character: wildcard };
      return { is: wildcard === '*' ? 'any' : 'one' };
    },
  );
}

/** A text as it is, character by character. */
export function charactersOf(text: string): readonly Token[] {
  return Array.from(text, (character) => ({ is: 'character', character }));
}

/** Whether a text is one of those that a pattern stands for. A variable without a value stands for none. */
export function matchesText(pattern: readonly Token[], text: string, context: Context): boolean {
  const resolved: Token[] = [];
  for (const token of pattern) {
    if (token.is !== 'variable') resolved.push(token);
    else {
      const value = valueOf(context, token.key) ?? token.fallback;
      if (value === null) return false;
      resolved.push(...charactersOf(value));
    }
  }
  return matchesItems(
    resolved,
    Array.from(text),
    (token, character) =>
      token.is === 'one' || (token.is === 'character' && token.character === character),
  );
}

/**
 * Whether one pattern stands for everything that another does, whatever the request. It may say no
 * where the answer would be yes, never the other way round.
 */
export function coversPattern(wider: readonly Token[], narrower: readonly Token[]): boolean {
  return matchesItems(wider, narrower, (token, item) => {
    if (token.is === 'one') return item.is === 'one' || item.is === 'character';
    if (token.is === 'character')
      return item.is === 'character' && item.character === token.character;
    return (
      token.is === 'variable' &&
      item.is === 'variable' &&
      item.key.toLowerCase() === token.key.toLowerCase() &&
      item.fallback === token.fallback
    );
  });
}

/** A value of the request by its key. */
export function valueOf(context: Context, key: string): string | null {
  const wanted = key.toLowerCase();
  return Object.entries(context).find(([name]) => name.toLowerCase() === wanted)?.[1] ?? null;
}

/** Matches item by item; `*` takes as few as it can, and one more each time that the rest fails. */
function matchesItems<Item>(
  pattern: readonly Token[],
  items: readonly Item[],
  fits: (token: Token, item: Item) => boolean,
): boolean {
  let [at, position] = [0, 0];
  let star: { readonly at: number; readonly position: number } | null = null;
  while (position < items.length) {
    const token = pattern[at];
    if (token?.is === 'any') {
      star = { at, position };
      at += 1;
    } else if (token && fits(token, items[position] as Item)) {
      at += 1;
      position += 1;
    } else if (star) {
      star = { at: star.at, position: star.position + 1 };
      [at, position] = [star.at + 1, star.position];
    } else return false;
  }
  return pattern.slice(at).every(({ is }) => is === 'any');
}

/**
 * Whether there may be a text for which both of two patterns stand. A variable may have any value, so
 * that it may say yes where the answer would be no, never the other way round.
 */
export function patternsMeet(one: readonly Token[], other: readonly Token[]): boolean {
  /** Whether the rest of `one` meets each rest of `other`; begun at the ends, where both are empty. */
  let rest = other.map(() => false).concat(true);
  for (let position = other.length - 1; position >= 0; position -= 1) {
    rest[position] = isOpen(other[position]) && rest[position + 1] === true;
  }
  for (const token of one.toReversed()) {
    const row = rest.map(() => false);
    row[other.length] = isOpen(token) && rest[other.length] === true;
    for (let position = other.length - 1; position >= 0; position -= 1) {
      const item = other[position];
      // Whichever is open may end here, or take what the other one has next.
      row[position] =
        isOpen(token) || isOpen(item)
          ? rest[position] === true || row[position + 1] === true
          : mayBeEqual(token, item) && rest[position + 1] === true;
    }
    rest = row;
  }
  return rest[0] === true;
}

/** Whether a token may stand for no character, or for many. */
function isOpen(token: Token | undefined): boolean {
  return token?.is === 'any' || token?.is === 'variable';
}

function mayBeEqual(one: Token, other: Token | undefined): boolean {
  if (one.is === 'character' && other?.is === 'character') return one.character === other.character;
  return true;
}

import { onceEach } from '../once-each.ts';
import { coversPattern } from '../pattern-match.ts';
import { actionTokens, literalTokens, patternTokens, type PatternToken } from '../pattern.ts';

/** A pattern made ready to be held against thousands of others. */
class CoveringPattern {
  /** What it says before its first wildcard: whatever it covers begins with the same. */
  readonly start: string;
  readonly #tokens: readonly PatternToken[];
  /** Its characters, with a NUL for each token that is none. */
  readonly #text: string;
  /** The pieces of it that are written out, the last ones first: most patterns begin alike. */
  readonly #pieces: readonly string[];

  constructor(tokens: readonly PatternToken[]) {
    const wildcard = tokens.findIndex(({ is }) => is === 'any' || is === 'one');
    this.start = tokens
      .slice(0, wildcard === -1 ? undefined : wildcard)
      .map(said)
      .join('');
    this.#tokens = tokens;
    this.#text = tokens
      .map((token) => (token.is === 'character' ? token.character : '\0'))
      .join('');
    this.#pieces = this.#text.split('\0').toReversed();
  }

  /** Whether it stands for all that another does, which then has in it what this one has written out. */
  covers(narrower: CoveringPattern): boolean {
    return (
      this === narrower ||
      (this.#pieces.every((piece) => narrower.#text.includes(piece)) &&
        coversPattern(this.#tokens, narrower.#tokens))
    );
  }
}

/** A variable is the same whatever the case of its key (see `coversPattern`). */
function said(token: PatternToken): string {
  if (token.is === 'character') return token.character;
  if (token.is !== 'variable') return '';
  return `\0${JSON.stringify([token.key.toLowerCase(), token.fallback])}`;
}

export type ReadOnce = ReturnType<typeof readOnce>;

/** Reads the patterns of permissions, each once: of a thousand that name a few actions, most are known. */
export function readOnce() {
  const reading = (tokensOf: (text: string) => readonly PatternToken[]) =>
    onceEach((text) => new CoveringPattern(tokensOf(text)));
  const like = reading((text) => patternTokens(text));
  return {
    action: reading(actionTokens),
    resource: like,
    StringLike: like,
    StringEquals: reading((text) => literalTokens(text)),
  };
}

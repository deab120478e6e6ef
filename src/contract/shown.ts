/**
 * Texts of others, as people are shown them: names that AWS lets through may hold what a terminal obeys, what
 * turns the text round that follows, or what nobody sees.
 */

/**
 * Control characters, formatting ones but for those that join letters and emoji, separators of lines and
 * paragraphs, and halves of characters (Unicode, "General Category").
 */
const obeyed = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]|(?![\u200C\u200D])\p{Cf}/gu;

/** A text of several lines with such characters written out. */
export function shown(text: string): string {
  return text.replace(obeyed, (sign) => (sign === '\n' || sign === '\t' ? sign : escaped(sign)));
}

/** A name, or whatever else is to be one line: a line break in it would begin a line of ours. */
export function shownName(text: string): string {
  return text.replace(obeyed, escaped);
}

/** A value with every text in it as `shownName`, but for what lies under some keys. */
export function shownValues<Value>(value: Value, except: readonly string[] = []): Value {
  const shownIn = (inner: unknown): unknown => {
    if (typeof inner === 'string') return shownName(inner);
    if (Array.isArray(inner)) return inner.map(shownIn);
    if (typeof inner !== 'object' || inner === null) return inner;
    return Object.fromEntries(
      Object.entries(inner).map(([key, one]) => [
        shownName(key),
        except.includes(key) ? (one as unknown) : shownIn(one),
      ]),
    );
  };
  return shownIn(value) as Value;
}

function escaped(sign: string): string {
  return `\\u{${(sign.codePointAt(0) ?? 0).toString(16)}}`;
}

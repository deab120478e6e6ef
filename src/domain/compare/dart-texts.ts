/** A text that a Dart file gives to a constant. */
export type DartText = {
  /** As the program has it. */
  readonly text: string;
  /** The file with other JSON in its place, in quotes of the same kind. */
  readonly withJson: (json: string) => string;
};

/** A text behind a `=`, in three quotes or in one: raw, where a `\` is one, or with escapes. */
const constant =
  /=\s*(?:r(?<rawQuote>'''|"""|'|")(?<raw>[\s\S]*?)\k<rawQuote>|(?<quote>'''|"""|'|")(?<plain>(?:\\[\s\S]|[^\\])*?)\k<quote>)/g;

/** A `$` that Dart would put a value of its program for. */
const variable = /^(?:\\[\s\S]|[^\\])*?\$[\w{]/;

/**
 * The texts that a Dart file gives to its constants. One that Dart would put together of variables is
 * left out.
 */
export function dartTexts(file: string): readonly DartText[] {
  return [...file.matchAll(constant)].flatMap(({ 0: whole, index, groups = {} }): DartText[] => {
    const { raw, plain = '', rawQuote, quote = rawQuote ?? '' } = groups;
    if (variable.test(plain)) return [];
    const end = index + whole.length - quote.length;
    const before = file.slice(0, end - (raw ?? plain).length);
    return [
      {
        text: raw ?? unescaped(plain),
        withJson: (json) => {
          const fitting = quote.length === 1 ? onOneLine(json) : json;
          const written = raw === undefined ? escaped(fitting, quote) : rawly(fitting, quote);
          return before + written + file.slice(end);
        },
      },
    ];
  });
}

/** Ends of lines stand between the values of JSON only, and a text in single quotes holds none. */
function onOneLine(json: string): string {
  return json.replaceAll(/[\r\n]\s*/g, ' ');
}

/** Nothing is escaped in a raw text, so that JSON has to say a quote by its number. */
function rawly(json: string, quote: string): string {
  return json.replaceAll(quote, quote.replaceAll("'", String.raw`\u0027`));
}

function escaped(text: string, quote: string): string {
  return text
    .replaceAll(/[\\$]/g, String.raw`\$&`)
    .replaceAll(quote, quote.replaceAll(/./g, String.raw`\$&`));
}

/** What some escapes stand for (dart.dev/language/built-in-types, "Strings"); any other for its own sign. */
const escapes: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  f: '\f',
  b: '\b',
  t: '\t',
  v: '\v',
};
const escape =
  /\\(?:x([\da-fA-F]{2})|u([\da-fA-F]{4})|u\{(10[\da-fA-F]{4}|[\da-fA-F]{1,5})\}|([\s\S]))/g;

function unescaped(text: string): string {
  return text.replaceAll(escape, (_, two?: string, four?: string, more?: string, sign = '') => {
    const number = two ?? four ?? more;
    if (number === undefined) return escapes[String(sign)] ?? String(sign);
    return String.fromCodePoint(Number.parseInt(number, 16));
  });
}

import { dartTokens, type DartLiteral } from './dart-tokens.ts';

/** A text that a Dart file gives to a constant. */
export type DartText = {
  /** As the program has it. */
  readonly text: string;
  /** The file with other JSON in its place, in quotes of the same kind. */
  readonly withJson: (json: string) => string;
};

/** Literals that stand side by side are one text; with the word behind them, empty at the end of a file. */
type Given = { readonly literals: readonly [DartLiteral, ...DartLiteral[]]; readonly next: string };

/** A file of Flutter, whatever else looks at its name. */
export function isDart(name: string): boolean {
  return /\.dart$/i.test(name);
}

/**
 * The texts that a Dart file gives to its constants, or by its functions. One that Dart would put together of
 * variables is left out; so is what stands in comments and in other texts.
 */
export function dartTexts(file: string): readonly DartText[] {
  return givenTexts(file).flatMap(({ literals }): DartText[] => {
    if (literals.some(({ variable }) => variable !== null)) return [];
    const [{ start, isRaw, quote }] = literals;
    const end = literals.at(-1)?.end ?? start;
    return [
      {
        text: literals.map((one) => (one.isRaw ? one.body : unescaped(one.body))).join(''),
        withJson: (json) => {
          const fitting = quote.length === 1 ? onOneLine(json) : json;
          const written = isRaw ? rawly(fitting, quote) : escaped(fitting, quote);
          const opening = `${isRaw ? 'r' : ''}${quote}`;
          return `${file.slice(0, start)}${opening}${written}${quote}${file.slice(end)}`;
        },
      },
    ];
  });
}

/**
 * How a Dart file puts a config together of what only its program knows, as what it does; `null`: it does not.
 * Nothing of the text itself is told: it may hold a key.
 */
export function dartForm(file: string): string | null {
  const given = givenTexts(file).filter(({ literals: [{ body }] }) => /^\s*[{$]/.test(body));
  const variable = given
    .flatMap(({ literals }) => literals.map((one) => one.variable))
    .find(Boolean);
  if (variable) {
    return `puts ${variable} into its text, which only its program knows: write the value out`;
  }
  return given.some(({ next }) => next === '+')
    ? 'joins its text by "+": write the parts side by side, or one text'
    : null;
}

function givenTexts(file: string): readonly Given[] {
  const given: { literals: [DartLiteral, ...DartLiteral[]]; next: string }[] = [];
  let before = '';
  for (const token of dartTokens(file)) {
    const last = given.at(-1);
    const open = last?.next === '' ? last : null;
    if (token.kind === 'code') {
      if (open) open.next = token.word;
      before = token.word;
    } else if (open) open.literals.push(token);
    else if (/^(?:=|=>|\?\?=)$/.test(before)) given.push({ literals: [token], next: '' });
  }
  return given;
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

/** A text as it stands in a Dart file (dart.dev/language/built-in-types, "Strings"). */
export type DartLiteral = {
  readonly kind: 'text';
  /** Where its opening quote begins, with the `r` of a raw one, and where its closing quote ends. */
  readonly start: number;
  readonly end: number;
  readonly isRaw: boolean;
  readonly quote: string;
  /** What stands between its quotes. */
  readonly body: string;
  /** The first thing that only the program knows: `$name`, or `${…}`; `null`: nothing. */
  readonly variable: string | null;
};

/** A text, or any other word or sign of a program. */
export type DartToken =
  DartLiteral | { readonly kind: 'code'; readonly word: string; readonly end: number };

const space = /\s+|\/\/.*/y;
const opening = /(?<raw>r?)(?<quote>'''|"""|'|")/y;
/** Signs that belong together are one word, so that `==` gives nothing to anybody. */
const word = /[=!<>+*%&|^~?-]+|[\w$]+|[\s\S]/y;
const variable = /\$(?:\w+|\{)/y;

/** What a Dart program says, without its comments; behind one that is never closed there is nothing. */
export function* dartTokens(file: string, from = 0): Generator<DartToken> {
  let at = from;
  while (at < file.length) {
    const end = file.startsWith('/*', at) ? commentEnd(file, at) : matchAt(space, file, at)?.end;
    if (end === undefined) {
      const token = literalAt(file, at) ?? wordAt(file, at);
      yield token;
      at = token.end;
    } else at = end;
  }
}

/** Comments in Dart hold others (dart.dev/language/comments). */
function commentEnd(file: string, start: number): number {
  let depth = 0;
  for (const { 0: mark, index } of file.slice(start).matchAll(/\/\*|\*\//g)) {
    depth += mark === '/*' ? 1 : -1;
    if (depth === 0) return start + index + mark.length;
  }
  return file.length;
}

function literalAt(file: string, start: number): DartLiteral | null {
  const opened = matchAt(opening, file, start);
  if (!opened) return null;
  const { raw = '', quote = '' } = opened.groups;
  const isRaw = raw !== '';
  const { close, variable: first } = isRaw
    ? { close: file.indexOf(quote, opened.end), variable: null }
    : closeOf(file, opened.end, quote);
  if (close === -1) return null;
  const body = file.slice(opened.end, close);
  return { kind: 'text', start, end: close + quote.length, isRaw, quote, body, variable: first };
}

/** Where the quotes stand that close a text, -1: nowhere; a value of the program may hold texts of its own. */
function closeOf(
  file: string,
  start: number,
  quote: string,
): { close: number; variable: string | null } {
  let first: string | null = null;
  for (let at = start; at < file.length;) {
    if (file.startsWith(quote, at)) return { close: at, variable: first };
    const met = matchAt(variable, file, at);
    if (met) first ??= met.text.endsWith('{') ? '${…}' : met.text;
    if (met?.text.endsWith('{')) at = braceEnd(file, met.end);
    else at = met?.end ?? at + (file[at] === '\\' ? 2 : 1);
  }
  return { close: -1, variable: first };
}

/** Behind the brace that closes one which was opened before. */
function braceEnd(file: string, start: number): number {
  let depth = 1;
  for (const token of dartTokens(file, start)) {
    if (token.kind === 'text') continue;
    depth += token.word === '{' ? 1 : token.word === '}' ? -1 : 0;
    if (depth === 0) return token.end;
  }
  return file.length;
}

function wordAt(file: string, start: number): DartToken {
  const { text, end } = matchAt(word, file, start) ?? { text: '', end: file.length };
  return { kind: 'code', word: text, end };
}

function matchAt(pattern: RegExp, file: string, at: number) {
  pattern.lastIndex = at;
  const match = pattern.exec(file);
  if (!match) return null;
  const { 0: text, groups = {} } = match;
  return { text, groups, end: at + text.length };
}

import { parse, printParseErrorCode, type ParseError } from 'jsonc-parser';

/** What is wrong where a parser stops, by the parser's own names; the others say what they are. */
const meanings: Readonly<Record<string, string>> = {
  InvalidSymbol: 'a word that is none of JSON',
  InvalidNumberFormat: 'a number that is none of JSON',
  PropertyNameExpected: 'a name in double quotes is missing',
  ValueExpected: 'a value is missing',
  ColonExpected: 'a colon is missing',
  CommaExpected: 'a comma is missing',
  CloseBraceExpected: 'a closing brace is missing',
  CloseBracketExpected: 'a closing bracket is missing',
  EndOfFileExpected: 'something follows the document',
  InvalidCommentToken: 'JSON has no comments',
  UnexpectedEndOfComment: 'a comment does not end',
  UnexpectedEndOfString: 'a closing quote is missing',
  UnexpectedEndOfNumber: 'a number ends too early',
  InvalidUnicode: 'an escape of a text is none of JSON',
  InvalidEscapeCharacter: 'an escape of a text is none of JSON',
  InvalidCharacter: 'a character that is to be escaped',
};

/**
 * Where a text stops being JSON, or what else a parser with these options takes, and by what, quoting nothing of it: `line 3, column 5: a comma is missing`.
 * Lines and columns count from 1; a column is a UTF-16 unit, as editors count.
 */
export function whereBroken(
  text: string,
  options = { disallowComments: true, allowTrailingComma: false },
): string {
  if (text.trim() === '') return 'it is empty';
  const errors: ParseError[] = [];
  parse(text, errors, options);
  const [first] = errors;
  if (!first) return 'it is written in a way that JSON does not have';
  const upTo = text.slice(0, first.offset);
  const closes = /^[}\]]/.test(text.slice(first.offset)) && upTo.trimEnd().endsWith(',');
  const meaning = closes
    ? 'a comma with nothing behind it'
    : (meanings[printParseErrorCode(first.error)] ?? 'it is broken');
  const before = (closes ? upTo.slice(0, upTo.lastIndexOf(',')) : upTo).split(/\r\n|\n|\r/);
  return `line ${before.length}, column ${(before.at(-1) ?? '').length + 1}: ${meaning}`;
}

import { stripVTControlCharacters } from 'node:util';
import { wrapAnsi } from 'fast-wrap-ansi';

/**
 * A text for a terminal of so many columns: broken between words, what follows under what begins the line. A
 * command stays whole, however long it is, so that it can be copied; the terminal breaks it where it must.
 */
export function wrapped(text: string, columns: number): string {
  return text
    .split('\n')
    .map((line) => (isWhole(line, columns) ? line : wrappedLine(line, columns)))
    .join('\n');
}

/** One that fits, or that is copied as it is: a line of JSON. */
function isWhole(line: string, columns: number): boolean {
  return stripVTControlCharacters(line).length <= columns || /^\s*["{}[\]]/.test(line);
}

function wrappedLine(line: string, columns: number): string {
  const hang = hangOf(stripVTControlCharacters(line), columns);
  const [head, rest] = splitAt(line, hang);
  const rows = wrapAnsi(withWholeCommands(rest), columns - hang, { hard: false }).split('\n');
  return `${head}${rows.join(`\n${' '.repeat(hang)}`)}`.replaceAll(glue, ' ');
}

/**
 * Where the lines that follow begin: behind the indentation and the sign of a list, or in the last column of a
 * table that begins in the first half.
 */
function hangOf(plain: string, columns: number): number {
  const gaps = [...plain.matchAll(/\S {2,}(?=\S)/g)].map(({ index, 0: gap }) => index + gap.length);
  const column = gaps.findLast((at) => at <= columns / 2);
  const [indent = ''] = /^ *(?:[-+] )?/.exec(plain) ?? [];
  return column ?? Math.min(indent.length, Math.floor(columns / 2));
}

/** Splits a line behind so many characters that are seen. */
function splitAt(line: string, visible: number): readonly [string, string] {
  // eslint-disable-next-line no-control-regex -- styles are made of that character
  const parts = line.match(/\u001B\[\d+m|[^]/g) ?? [];
  let seen = 0;
  const end = parts.findIndex((part) => part.length === 1 && (seen += 1) > visible);
  return [parts.slice(0, end).join(''), parts.slice(end).join('')];
}

/** Stands for a space at which no line is broken: of a private use, and of the same width. */
const glue = '\uE000';

/** Commands: the line of one, what stands behind a colon or alone on its line, and what a sentence quotes or names in brackets. */
const commands =
  /^(?:mend|look): .*|(?:(?<=^|(?<!^Usage): )(?:amplify-import|aws|npx|echo|jq) (?!.*\[--).*)|"(?:amplify-import|aws) [^"]*"|\((?:amplify-import|aws) [^()]*\)/g;

function withWholeCommands(text: string): string {
  return text.replace(commands, (command) => command.replaceAll(' ', glue));
}

import { shown } from '../contract/shown.ts';
import { wrapped } from './wrapped.ts';

/**
 * Every word of the command goes through here. What people read is shown by `shown`, whoever has named
 * something in it; what programs read is as it is.
 */

/** Tells people the result, on standard output. */
export function print(text: string): void {
  printData(`${fitting(text, process.stdout)}\n`);
}

/** Tells people what else there is to know, on standard error. */
export function tell(text: string, stream: ToldStream = process.stderr): void {
  stream.write(`${instead(stream)}${fitting(text, stream)}\n`);
}

/** From now on nobody is told how it goes, only what came of it. */
export function tellNoProgress(): void {
  isQuiet = true;
}

/** Whether nobody wants to know how it goes. */
export function isProgressTold(): boolean {
  return !isQuiet;
}

let isQuiet = false;

/** A terminal or a log. */
export type ToldStream = Pick<NodeJS.WriteStream, 'write'> & {
  readonly isTTY?: boolean;
  readonly columns?: number;
};

/** As people read it there: a log has no edge. */
function fitting(text: string, { isTTY, columns }: ToldStream): string {
  return isTTY && columns ? wrapped(forPeople(text), columns) : forPeople(text);
}

/** Tells in a line of a terminal what will be something else soon: what is told next comes in its place. */
export function tellForNow(text: string, stream: ToldStream): void {
  stream.write(`${instead(stream)}${forPeople(text)}`);
  passing.add(stream);
}

/** Where the last line passes. */
const passing = new WeakSet<object>();

function instead(stream: object): string {
  return passing.delete(stream) ? '\r\u001B[2K' : '';
}

/** What a command came to, alone on standard output: a document for programs, or words for people. */
export function printAnswer(json: boolean, document: unknown, words: () => string): void {
  answered = words;
  if (json) printDocument(document);
  else print(words());
}

/** What the command came to, for people, whatever has become of standard output; empty before it is printed. */
export function toldAnswer(): string {
  return answered();
}

let answered = () => '';

/** Gives programs a document, alone on standard output. */
export function printDocument(document: unknown): void {
  printData(`${JSON.stringify(document, null, 2)}\n`);
}

/**
 * Gives programs or a script, on standard output. Node does not tell of a write that a full disk has cut short
 * (write(2)); the next one fails there, so the end is written by itself.
 */
export function printData(text: string): void {
  process.stdout.write(text.slice(0, -1));
  process.stdout.write(text.slice(-1));
}

/** The styles that this command sets by itself (see `styled`): a name can set no other. */
// eslint-disable-next-line no-control-regex -- styles are made of that character
const ownStyles = /(\u001B\[(?:1|2|22|3[1-9])m)/;

/** What logs of CI take for a command to themselves (GitHub Actions, "Workflow commands"; Azure Pipelines). */
const logCommand = /^([^\S\n]*)(::|##\[|##vso)/gm;

/** @internal for tests */
export function forPeople(text: string): string {
  return text
    .split(ownStyles)
    .map((part, at) => (at % 2 === 1 ? part : shown(part)))
    .join('')
    .replace(
      logCommand,
      (_, before: string, [first = '', ...rest]: string) =>
        `${before}\\u{${(first.codePointAt(0) ?? 0).toString(16)}}${rest.join('')}`,
    );
}

import type { Argument } from './argument.ts';
import { flagOf, namedOptions, type Signature } from './command-line.ts';
import { exitsOf, type Command, type Commands } from './command.ts';
import { everywhere } from './everywhere.ts';
import { exits } from './exit-codes.ts';

/** Every command on a line of its own, by what it is for: a small terminal shows it at once. */
export function helpText(groups: Readonly<Record<string, Commands>>): string {
  const names = Object.values(groups).flatMap((commands) => Object.keys(commands));
  const width = Math.max(...names.map(({ length }) => length));
  const sections = Object.entries(groups).map(([title, commands]) => {
    const lines = Object.entries(commands).map(
      ([name, { summary }]) => `  ${name.padEnd(width)}  ${summary}\n`,
    );
    return `${title}:\n${lines.join('')}`;
  });
  const options = namedOptions(everywhere).map(([option, one]) => wordsOf(option, one));
  return [
    'Import existing Cognito pools for an Amplify app.\n',
    'What a command takes: amplify-import <command> --help\n\n',
    ...sections,
    `\nEverywhere: ${options.join(', ')}\n`,
    'The version: amplify-import --version\n',
  ].join('');
}

/** How a command is written, with all that it takes. */
export function usageOf(name: string, { positionals, options }: Signature): string {
  return [
    `amplify-import ${name}`,
    ...Object.values(positionals).map((one) => optional(one, wordsOf('', one))),
    ...Object.entries(options).map(([option, one]) => optional(one, wordsOf(flagOf(option), one))),
  ].join(' ');
}

/** An argument as it is written: its name, if it has one, and what stands for its word. */
export function wordsOf(name: string, { word }: Argument<unknown>): string {
  return [name, word ?? ''].filter(Boolean).join(' ');
}

function optional({ absent }: Argument<unknown>, words: string): string {
  return 'value' in absent ? `[${words}]` : words;
}

/** One command, with its arguments and exit codes. */
export function commandHelp(name: string, command: Command): string {
  const places = Object.values(command.positionals).map((one) => ['', one] as const);
  const own = namedOptions(command.options);
  const ends = exitsOf(command).map(
    (exit) => [String(exits[exit].code), exits[exit].about] as const,
  );
  return [
    `Usage: ${usageOf(name, command)}\n`,
    `${command.summary}\n`,
    argumentRows('Arguments', places),
    argumentRows('Options', own),
    argumentRows('Options of every command', namedOptions(everywhere)),
    ...[...places, ...own].map(([option, one]) => choiceRows(wordsOf(option, one), one)),
    exampleLines(name, command),
    section('Exit codes', ends),
  ].join('');
}

/** Each as it is typed, below what it is for. */
function exampleLines(name: string, { examples }: Command): string {
  const lines = Object.entries(examples).map(
    ([about, words]) => `  ${about}:\n    ${exampleOf(name, words)}\n`,
  );
  return `\nExamples:\n${lines.join('')}`;
}

/** A whole command line. */
export function exampleOf(name: string, words: string): string {
  return `amplify-import ${name} ${words}`.trimEnd();
}

type Row = readonly [left: string, right: string];

function argumentRows(
  title: string,
  named: readonly (readonly [name: string, argument: Argument<unknown>])[],
): string {
  return section(
    title,
    named.map(([name, one]) => [wordsOf(name, one), one.about]),
  );
}

/** What can be chosen. */
function choiceRows(words: string, { choices }: Argument<unknown>): string {
  return section(words, Object.entries(choices));
}

function section(title: string, rows: readonly Row[]): string {
  if (rows.length === 0) return '';
  const width = Math.max(...rows.map(([left]) => left.length));
  const lines = rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}\n`);
  return `\n${title}:\n${lines.join('')}`;
}

import { commands, type Command, type CommandOption } from './commands.ts';
import { exitCodes } from './exit-codes.ts';

/** What each exit code says, in a line. */
const exitWords: Readonly<Record<keyof typeof exitCodes, string>> = {
  done: 'done, or nothing to do',
  refused: 'refused before any write',
  failed: 'failed',
  changes: 'there are changes, with --detailed-exit-code',
  unpublished: 'nothing is published, or a right to see it is missing',
  usage: 'the command line cannot be understood',
  interrupted: 'ended by you; nothing was written',
};

/** Every command, with what it is for. */
export function helpText(): string {
  const lines = Object.values(commands).map(
    ({ usage, summary }) => `  amplify-import ${usage}\n      ${summary}\n`,
  );
  return [
    'Import existing Cognito pools for an Amplify app.\n\n',
    lines.join('\n'),
    '\n  amplify-import <command> --help\n      its options and exit codes\n',
    '\n  amplify-import --version\n      the version of this command\n',
  ].join('');
}

/** One command, with its options and exit codes. */
export function commandHelp({ usage, summary, targets, options, exits }: Command): string {
  const told = Object.entries(options).map(
    ([name, option]) => [optionWords(name, option), option.about] as const,
  );
  const ends = exits.map((name) => [String(exitCodes[name]), exitWords[name]] as const);
  return [
    `Usage: amplify-import ${usage}\n`,
    `${summary}\n`,
    ...(targets ? [`\nTargets:\n${rows(Object.entries(targets))}`] : []),
    ...(told.length > 0 ? [`\nOptions:\n${rows(told)}`] : []),
    `\nExit codes:\n${rows(ends)}`,
  ].join('');
}

function optionWords(name: string, { value }: CommandOption): string {
  return value === undefined ? `--${name}` : `--${name} ${value}`;
}

function rows(lines: readonly (readonly [left: string, right: string])[]): string {
  const width = Math.max(...lines.map(([left]) => left.length));
  return lines.map(([left, right]) => `  ${left.padEnd(width)}  ${right}\n`).join('');
}

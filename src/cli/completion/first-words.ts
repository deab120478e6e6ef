import type { Commands } from '../command.ts';

/** What can stand where a command is named, each with the line that says what it is. */
export function firstWords(
  commands: Commands,
): readonly (readonly [word: string, about: string])[] {
  return [
    ...Object.entries(commands).map(([name, { summary }]) => [name, summary] as const),
    ['help', 'every command'],
    ['--help', 'every command'],
    ['--version', 'the version of this command'],
  ];
}

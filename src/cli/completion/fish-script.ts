import type { Argument } from '../argument.ts';
import type { Command, Commands } from '../command.ts';
import { firstWords } from './first-words.ts';

/** The script that completes command lines in fish. */
export function fishScript(commands: Commands): string {
  const lines = [
    '-f',
    ...firstWords(commands).map(
      ([word, about]) => `-n __fish_use_subcommand -a ${word} -d ${quoted(about)}`,
    ),
    ...Object.entries(commands).flatMap(commandLines),
    `-n '${seen(['help'])}; and not ${seen(Object.keys(commands))}' -a ${quoted(Object.keys(commands).join(' '))}`,
  ];
  return [
    '# Completion of amplify-import for fish.',
    ...lines.map((line) => `complete -c amplify-import ${line}`),
    '',
  ].join('\n');
}

function commandLines([name, command]: readonly [string, Command]): readonly string[] {
  const options = command.named.map(([option, one]) => {
    const words = ['-l', option.slice(2), ...(one.word === null ? [] : wordOf(one))];
    return `-n '${seen([name])}' ${words.join(' ')} -d ${quoted(one.about)}`;
  });
  return [...placeLines(seen([name]), Object.values(command.positionals)), ...options];
}

/** By their order: what stands behind a choice is completed once one of its words is there. */
function placeLines(when: string, places: readonly Argument<unknown>[]): readonly string[] {
  const [place, ...others] = places;
  if (!place) return [];
  const choices = Object.keys(place.choices);
  const open = choices.length === 0 ? when : `${when}; and not ${seen(choices)}`;
  const behind = choices.length === 0 ? when : `${when}; and ${seen(choices)}`;
  return [
    `-n '${open}' ${[...choicesOf(place), ...(place.path === null ? [] : ['-F'])].join(' ')}`,
    ...placeLines(behind, others),
  ];
}

/** Files stand for the word of an option too, unless they are put off. */
function wordOf(option: Argument<unknown>): readonly string[] {
  return [option.path === 'file' ? '-rF' : '-x', ...choicesOf(option)];
}

function choicesOf({ choices, path, several }: Argument<unknown>): readonly string[] {
  const words = Object.keys(choices);
  const listed = several ? [`(__fish_append , ${words.join(' ')})`] : words;
  const all = path === 'folder' ? [...listed, '(__fish_complete_directories)'] : listed;
  return all.length > 0 ? [`-a ${quoted(all.join(' '))}`] : [];
}

function seen(words: readonly string[]): string {
  return `__fish_seen_subcommand_from ${words.join(' ')}`;
}

function quoted(text: string): string {
  return `'${text.replace(/['\\]/g, String.raw`\$&`)}'`;
}

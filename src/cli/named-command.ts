import type { Commands } from './command.ts';

/** Words that are asked without a command. */
const isAlone = new Set(['--version', '--help', '-h']);

/** What a command line names first, and the words beside it, those before the name too. */
export type NamedCommand = { readonly name: string; readonly args: readonly string[] };

/**
 * Finds the command among the words of a command line: options of every command may stand before its name, as
 * people write them who know other command lines. What is no command is named by its first plain word.
 */
export function namedCommand(words: readonly string[], commands: Commands): NamedCommand {
  const at = firstPlain(words, takingWords(commands));
  const [first = ''] = words;
  // What stands alone, as `--version`, is no option of a command.
  const name = (isAlone.has(first) ? undefined : words[at]) ?? first;
  if (name === first) return { name, args: words.slice(1) };
  return { name, args: [...words.slice(0, at), ...words.slice(at + 1)] };
}

/** Where the first word stands that is no option and belongs to none. */
function firstPlain(words: readonly string[], taking: ReadonlySet<string>): number {
  let at = 0;
  while (words[at]?.startsWith('-')) at += taking.has(words[at] ?? '') ? 2 : 1;
  return at;
}

/** The options of any command that take a word. */
function takingWords(commands: Commands): ReadonlySet<string> {
  const named = Object.values(commands).flatMap((command) => command.named);
  return new Set(named.filter(([, { word }]) => word !== null).map(([option]) => option));
}

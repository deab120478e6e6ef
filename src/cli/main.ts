import { sortWords, type Words } from './command-line.ts';
import type { Command, Commands } from './command.ts';
import { commands as ownCommands } from './commands.ts';
import { settle } from './everywhere.ts';
import { fileRefusal } from '../engine/file-refusal.ts';
import { exitOfError, exits, UnknownWord, UsageError, type ExitName } from './exit-codes.ts';
import { commandHelp, helpText, usageOf } from './help-text.ts';
import { withShellNote } from './with-shell-note.ts';
import { print, tell } from './tell.ts';

const commands: Commands = ownCommands;

/** Runs the command line `argv` (without node and script) and returns its exit code. */
export async function main(argv: readonly string[]): Promise<number> {
  const [name = '', ...args] = argv;
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command) return exits[await runCommand(name, command, args)].code;
  if (name === '--version') {
    print(await ownVersion());
    return exits.done.code;
  }
  if (['help', '--help', '-h'].includes(name)) {
    print(helpText(commands).trimEnd());
    return exits.done.code;
  }
  const names = Object.keys(commands);
  if (name === '') tell(helpText(commands).trimEnd());
  else {
    tell(await complaintOf(new UnknownWord(`There is no command "${name}".`, name, names)));
    tell(`Commands: ${names.join(', ')}. What each does: amplify-import --help`);
  }
  return exits.usage.code;
}

async function runCommand(
  name: string,
  command: Command,
  args: readonly string[],
): Promise<ExitName> {
  let words: Words | null = null;
  try {
    words = sortWords(command, args);
    if (words.options.has('help')) {
      print(commandHelp(name, command).trimEnd());
      return 'done';
    }
    await settle(words.options, process.env);
    await import('./plain-parsers.ts');
    return await command.call(words, commands);
  } catch (error) {
    if (error instanceof UsageError) {
      tell(`${await complaintOf(error)}\nUsage: ${usageOf(name, command)}`);
      return 'usage';
    }
    const { name: thrown, message } = fileRefusal(error, 'a file') as Error;
    tell(withShellNote(`${thrown}: ${message}`));
    if (words?.options.has('json')) await printFailure({ name: thrown, message });
    return exitOfError(thrown);
  }
}

/** What is wrong with a command line, with what was probably meant. */
async function complaintOf(error: UsageError): Promise<string> {
  if (!(error instanceof UnknownWord)) return error.message;
  const { suggestionFor } = await import('./suggestion.ts');
  return `${error.message}${suggestionFor(error.word, error.known)}`;
}

/** Whoever reads JSON gets a document of a command that broke, too. */
async function printFailure(error: { name: string; message: string }): Promise<void> {
  const { printResult } = await import('./print-result.ts');
  const refused = exitOfError(error.name) === 'refused';
  printResult({ status: refused ? 'refused' : 'failed', error, findings: [] }, true);
}

/** Bundled as it stands when the command is built. */
async function ownVersion(): Promise<string> {
  const { default: own } = await import('../../package.json', { with: { type: 'json' } });
  return own.version;
}

import { sortWords, type Words } from './command-line.ts';
import type { Command, Commands } from './command.ts';
import { commands as ownCommands, groups } from './commands.ts';
import { settle } from './everywhere.ts';
import { fileRefusal } from '../engine/file-refusal.ts';
import { exitOfError, exits, UnknownWord, UsageError, type ExitName } from './exit-codes.ts';
import { commandHelp, helpText } from './help-text.ts';
import { namedCommand } from './named-command.ts';
import { withShellNote } from './with-shell-note.ts';
import { print, tell } from './tell.ts';

const commands: Commands = ownCommands;

/** Runs the command line `argv` (without node and script) and returns its exit code. */
export async function main(argv: readonly string[]): Promise<number> {
  const { name, args } = namedCommand(argv, commands);
  const command = commandCalled(name);
  if (command) return exits[await runCommand(name, command, args)].code;
  if (name === '--version') {
    print(await ownVersion());
    return exits.done.code;
  }
  if (['help', '--help', '-h'].includes(name)) {
    const [asked = ''] = args;
    const known = commandCalled(asked);
    if (!known && name === 'help' && asked !== '' && asked !== 'help')
      return refuseWord(asked, argv);
    print((known ? commandHelp(asked, known) : helpText(groups)).trimEnd());
    return exits.done.code;
  }
  if (name === '') {
    tell(helpText(groups).trimEnd());
    return exits.usage.code;
  }
  return refuseWord(name, argv);
}

async function refuseWord(word: string, argv: readonly string[]): Promise<number> {
  const about = word.startsWith('-')
    ? `"${word}" stands before no command.`
    : `There is no command "${word}".`;
  const known = Object.keys(commands);
  await complain(new UnknownWord(about, word, known), 'amplify-import --help', argv);
  return exits.usage.code;
}

function commandCalled(name: string): Command | undefined {
  return Object.hasOwn(commands, name) ? commands[name] : undefined;
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
      await complain(error, `amplify-import ${name} --help`, args);
      return 'usage';
    }
    const { name: thrown, message } = fileRefusal(error, 'a file') as Error;
    tell(withShellNote(`${thrown}: ${message}`));
    if (words?.options.has('json')) await printFailure({ name: thrown, message });
    return exitOfError(thrown);
  }
}

/** Tells what is wrong with a command line, what was probably meant, and where it is told how it goes. */
async function complain(error: UsageError, help: string, args: readonly string[]): Promise<void> {
  const message = await complaintOf(error);
  tell(`${message}\nHow it goes: ${help}`);
  if (args.includes('--json')) await printFailure({ name: error.name, message });
}

async function complaintOf(error: UsageError): Promise<string> {
  if (!(error instanceof UnknownWord)) return error.message;
  const { suggestionFor } = await import('./suggestion.ts');
  return `${error.message}${suggestionFor(error.word, error.known)}`;
}

/** Whoever reads JSON gets a document of a command that broke, too. */
async function printFailure(error: { name: string; message: string }): Promise<void> {
  const { printResult } = await import('./print-result.ts');
  const isRefused = error.name === 'UsageError' || exitOfError(error.name) === 'refused';
  printResult({ status: isRefused ? 'refused' : 'failed', error, findings: [] }, true);
}

/** Bundled as it stands when the command is built. */
async function ownVersion(): Promise<string> {
  const { default: own } = await import('../../package.json', { with: { type: 'json' } });
  return own.version;
}

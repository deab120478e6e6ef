import { parseArgs } from 'node:util';
import { commands } from './commands.ts';
import { exitCodeOfError, exitCodes, UsageError } from './exit-codes.ts';
import { commandHelp, helpText } from './help-text.ts';

/** Runs the command line `argv` (without node and script) and returns its exit code. */
export async function main(argv: readonly string[]): Promise<number> {
  const [name = '', ...rest] = argv;
  if (name === '--version') {
    process.stdout.write(`${await ownVersion()}\n`);
    return exitCodes.done;
  }
  const command = commands[name];
  if (!command) {
    const asked = ['help', '--help', '-h'].includes(name);
    if (!asked && name !== '') process.stderr.write(`There is no command "${name}".\n\n`);
    (asked ? process.stdout : process.stderr).write(helpText());
    return asked ? exitCodes.done : exitCodes.usage;
  }
  try {
    const { values, positionals } = parseArgs({
      args: rest,
      options: { ...command.options, help: { type: 'boolean', short: 'h' } },
      allowPositionals: true,
    });
    if (values['help']) {
      process.stdout.write(commandHelp(command));
      return exitCodes.done;
    }
    const { run } = await command.load();
    return await run(positionals, values);
  } catch (error) {
    if (isUsageError(error)) {
      process.stderr.write(`${error.message}\nUsage: amplify-import ${command.usage}\n`);
      return exitCodes.usage;
    }
    const { name: thrown, message } = error as Error;
    process.stderr.write(`${thrown}: ${message}\n`);
    if (rest.includes('--json')) await printFailure({ name: thrown, message });
    return exitCodeOfError(thrown);
  }
}

/** Whoever reads JSON gets a document of a command that broke, too. */
async function printFailure(error: { name: string; message: string }): Promise<void> {
  const { printResult } = await import('./print-result.ts');
  const refused = exitCodeOfError(error.name) === exitCodes.refused;
  printResult({ status: refused ? 'refused' : 'failed', error, findings: [] }, true);
}

function isUsageError(error: unknown): error is Error {
  const { code = '' } = error as { code?: string };
  return error instanceof UsageError || code.startsWith('ERR_PARSE_ARGS');
}

/** Bundled as it stands when the command is built. */
async function ownVersion(): Promise<string> {
  const { default: own } = await import('../../package.json', { with: { type: 'json' } });
  return own.version;
}

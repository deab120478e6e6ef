import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';
import type { OptionValues } from './options.ts';
import { exitCodes, UsageError } from './exit-codes.ts';

/** A command: its options, and the module that is loaded only when it is called. */
type Command = {
  readonly usage: string;
  readonly summary: string;
  readonly options: ParseArgsOptionsConfig;
  readonly load: () => Promise<{
    run: (positionals: readonly string[], values: OptionValues) => Promise<number>;
  }>;
};

const commands: Readonly<Record<string, Command>> = {
  run: {
    usage:
      'run <request.json | -> [--mode plan|import] [--store <folder>|aws] [--out <folder>] [--detailed-exit-code] [--json]',
    summary: 'import in this process, with your own rights',
    options: {
      mode: { type: 'string' },
      store: { type: 'string' },
      out: { type: 'string' },
      'detailed-exit-code': { type: 'boolean' },
      json: { type: 'boolean' },
    },
    load: () => import('./run.ts'),
  },
  start: {
    usage: 'start <request.json | -> [--wait] [--json]',
    summary: 'start the deployed state machine',
    options: { wait: { type: 'boolean' }, json: { type: 'boolean' } },
    load: () => import('./start.ts'),
  },
  discover: {
    usage: 'discover [--region <region>] [--json]',
    summary: 'list user pools, and what would block the import of each',
    options: { region: { type: 'string' }, json: { type: 'boolean' } },
    load: () => import('./discover.ts'),
  },
  init: {
    usage: 'init [request.json]',
    summary: 'write a request by answering questions',
    options: {},
    load: () => import('./init.ts'),
  },
};

/** Runs the command line `argv` (without node and script) and returns its exit code. */
export async function main(argv: readonly string[]): Promise<number> {
  const [name = '', ...rest] = argv;
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
      process.stdout.write(`Usage: amplify-import ${command.usage}\n`);
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
    return exitCodes.failed;
  }
}

/** Whoever reads JSON gets a document of a command that broke, too. */
async function printFailure(error: { name: string; message: string }): Promise<void> {
  const { printResult } = await import('./print-result.ts');
  printResult({ status: 'failed', error, findings: [] }, true);
}

function isUsageError(error: unknown): error is Error {
  const { code = '' } = error as { code?: string };
  return error instanceof UsageError || code.startsWith('ERR_PARSE_ARGS');
}

function helpText(): string {
  const lines = Object.values(commands).map(
    ({ usage, summary }) => `  amplify-import ${usage}\n      ${summary}\n`,
  );
  return `Import existing Cognito pools for an Amplify app.\n\n${lines.join('\n')}`;
}

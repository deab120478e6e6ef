import { setTimeout as sleep } from 'node:timers/promises';
import { describeExecution, machineArn, startExecution } from '../aws/stack/executions.ts';
import { readReport } from '../aws/stack/report-reader.ts';
import { wholeResult } from '../procedures/run/whole-result.ts';
import { consoleLink, executionName, resultOfExecution } from '../domain/run/execution.ts';
import { exitCodeOf, exitCodes } from './exit-codes.ts';
import type { OptionValues } from './options.ts';
import { printResult } from './print-result.ts';
import { readInput } from './read-input.ts';

/** Pauses between two looks, in milliseconds: soon at first, then sparing the account's rate. */
const pauses = [150, 150, 200, 250, 400, 600, 1_000, 1_000, 2_000];
const longestPause = 4_000;

/** `amplify-import start`: the deployed machine. Returns the exit code. */
export async function run(positionals: readonly string[], values: OptionValues): Promise<number> {
  const input = await readInput(positionals);
  const machine = await machineArn('import-auth');
  const name = executionName(input, new Date());
  const arn = await startExecution(machine, name, JSON.stringify(input));
  const console = isOnThisMachine(process.env['AWS_ENDPOINT_URL']) ? null : consoleLink(arn);
  process.stderr.write(`Started ${name}\n${console === null ? '' : `${console}\n`}`);
  if (values['wait'] !== true) {
    const started = { executionArn: arn, ...(console !== null && { console }) };
    process.stdout.write(`${values['json'] === true ? JSON.stringify(started, null, 2) : arn}\n`);
    return exitCodes.done;
  }
  const result = await wholeResult(resultOfExecution(await waitForEnd(arn)), readReport);
  printResult(result, values['json'] === true);
  return exitCodeOf(result);
}

/** An emulator's executions are in no console. */
function isOnThisMachine(endpoint = ''): boolean {
  const host = URL.canParse(endpoint) ? new URL(endpoint).hostname : '';
  return host === 'localhost' || host === '[::1]' || host.startsWith('127.');
}

async function waitForEnd(arn: string) {
  for (let look = 0; ; look += 1) {
    const description = await describeExecution(arn);
    if (description.status !== 'RUNNING') return description;
    await sleep(pauses[look] ?? longestPause);
  }
}

import { flag } from '../argument.ts';
import { command } from '../command.ts';
import { exitOf } from '../exit-codes.ts';
import { readInput } from '../read-input.ts';
import { json, request } from '../shared-arguments.ts';

export const start = command({
  summary: 'start the deployed state machine',
  page: 'running.md',
  positionals: { request },
  options: { wait: flag('waits for the end, prints the result'), json },
  exits: ['refused'],
  run: async (given) => {
    const input = await readInput(given.request);
    const { startImport, waitForEnd } = await import('../execution.ts');
    const { name, arn, console } = await startImport(input);
    process.stderr.write(`Started ${name}\n${console === null ? '' : `${console}\n`}`);
    if (!given.wait) {
      const started = { executionArn: arn, ...(console !== null && { console }) };
      process.stdout.write(`${given.json ? JSON.stringify(started, null, 2) : arn}\n`);
      return 'done';
    }
    const { printResult } = await import('../print-result.ts');
    const result = await waitForEnd(arn);
    printResult(result, given.json);
    return exitOf(result);
  },
});

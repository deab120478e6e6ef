import type { MachineName } from '../contract/machines.ts';
import { importDocument, pushDocument, removalDocument } from '../domain/run/result-document.ts';
import { waitForEnd } from './execution.ts';
import { exitOf, type ResultExit } from './exit-codes.ts';
import { printPushResult } from './print-push-result.ts';
import { printRemovalResult } from './print-removal-result.ts';
import { printResult } from './print-result.ts';

/** Waits for the end of an execution of each machine, and prints what it has come to. */
const tellers: Readonly<Record<MachineName, (arn: string, json: boolean) => Promise<ResultExit>>> =
  {
    'import-auth': async (arn, json) => {
      const result = await waitForEnd(arn, importDocument);
      printResult(result, json);
      return exitOf(result);
    },
    'push-auth': async (arn, json) => {
      const result = await waitForEnd(arn, pushDocument);
      printPushResult(result, json);
      return exitOf(result);
    },
    'remove-auth': async (arn, json) => {
      const result = await waitForEnd(arn, removalDocument);
      printRemovalResult(result, json);
      return exitOf(result);
    },
  };

/** Waits until an execution has ended and prints its result, as a run in process would. */
export function tellEnd(machine: MachineName, arn: string, json: boolean): Promise<ResultExit> {
  return tellers[machine](arn, json);
}

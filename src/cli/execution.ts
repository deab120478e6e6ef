import { setTimeout as sleep } from 'node:timers/promises';
import { parameterStore } from '../aws/clients/parameter-client.ts';
import { describeExecution, startExecution } from '../aws/stack/executions.ts';
import { readReport } from '../aws/stack/report-reader.ts';
import { consoleLink, executionName, resultOfExecution } from '../domain/run/execution.ts';
import type { DocumentKind, ResultDocument } from '../domain/run/result-document.ts';
import { executionProgress } from './execution-progress.ts';
import { hasConsole } from './has-console.ts';
import { wholeResult } from '../procedures/run/whole-result.ts';

/**
 * Milliseconds until the next look at an execution that has been waited for so long: nobody waits for much more
 * than a fifth longer than it runs, and a long one spares the account's rate.
 *
 * @internal for the test that counts looks
 */
export function pauseAfter(waited: number): number {
  return Math.min(Math.max(waited / 5, 150), 4_000);
}

/** An execution that was started. */
export type Started = {
  readonly name: string;
  readonly arn: string;
  /** Where people see it; `null`: an emulator's executions are in no console. */
  readonly console: string | null;
};

/** Starts a deployed machine, named by its ARN, on a request. */
export async function startMachine(stateMachine: string, input: unknown): Promise<Started> {
  const name = executionName(input, new Date());
  const arn = await startExecution(stateMachine, name, JSON.stringify(input));
  // By where the stack is found: one service alone may be led elsewhere.
  const console = (await hasConsole(parameterStore())) ? consoleLink(arn) : null;
  return { name, arn, console };
}

/**
 * The result of an execution, once it has ended, as whole as the caller may read it. What it has come to is told
 * on the way.
 */
export async function waitForEnd<Document extends ResultDocument>(
  arn: string,
  document: DocumentKind<Document>,
  signal: AbortSignal,
): Promise<Document> {
  const begun = performance.now();
  const tellProgress = executionProgress(arn);
  for (;;) {
    const description = await describeExecution(arn);
    await tellProgress();
    if (description.status !== 'RUNNING') {
      return wholeResult(resultOfExecution(description, document), document, readReport);
    }
    // Whatever cuts it short, the signal says so.
    await sleep(pauseAfter(performance.now() - begun), null, { signal }).catch(() => undefined);
    signal.throwIfAborted();
  }
}

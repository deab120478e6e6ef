import { randomUUID } from 'node:crypto';
import type { MachineName } from '../contract/machines.ts';
import type { Services } from '../procedures/ports.ts';
import type { EventSink } from './bus.ts';
import { localExecutionId, type EndedExecution, type Execution, type Gates } from './execution.ts';
import { cutBelow, mostLevels } from '../domain/request/nesting.ts';
import { definitions } from './machines.ts';
import type { Progress } from './progress.ts';
import { runMachine } from './run-machine.ts';

/** Where a run in process finds and leaves things. */
export type RunEnvironment = {
  readonly services: Services;
  readonly putEvents: EventSink;
  readonly progress: Progress;
  /** Ends the run: see `Execution`. */
  readonly signal?: AbortSignal;
  readonly retryInterval?: number;
  /** Each state reads for itself: see `Execution`. */
  readonly readsApart?: boolean;
  /** Of the machine itself: what its events start is a part of what was agreed to. */
  readonly gates?: Gates;
};

/** What is left of a run: of its own machine, and of those that its events started. */
export type EndedRun = EndedExecution & {
  readonly machine: MachineName;
  readonly started: readonly EndedRun[];
};

/**
 * Runs a machine to its end in this process, then each machine that its events start: none after a failed end,
 * whose lease may still stand and be kept by this very process.
 *
 * @throws the reason of the signal that ended the run
 */
export async function runToEnd(
  machine: MachineName,
  input: unknown,
  environment: RunEnvironment,
): Promise<EndedRun> {
  const ended = await runMachine(definitions[machine], executionOf(input, environment));
  if (ended.end.status === 'ABORTED') environment.signal?.throwIfAborted();
  const { gates: _passed, ...following } = environment;
  const started: EndedRun[] = [];
  for (const { machine: next, event } of ended.end.status === 'SUCCEEDED' ? ended.events : []) {
    started.push(await runToEnd(next, event, following));
  }
  return { ...ended, machine, started };
}

/** Of an input without end the engine gets as much as lets the first state refuse it. */
function executionOf(given: unknown, environment: RunEnvironment): Execution {
  const input = cutBelow(given, mostLevels + 2);
  return { ...environment, id: localExecutionId(), name: randomUUID(), input };
}

import { Fault } from '../contract/errors/faults.ts';
import type { MatchedEvent } from './bus.ts';
import type { Execution, Parts } from './execution.ts';
import type { Items } from './progress.ts';
import type { Tries } from './tries.ts';

/** What the states of an execution are run with, those of a Map for one of its items. */
export type Scope = {
  readonly execution: Execution;
  readonly parts: Parts;
  /** Ends what is under way: somebody ended the execution, or another item of the Map failed. */
  readonly signal: AbortSignal;
  readonly items: Items;
  readonly tries: Tries;
  /** Hears of the machines that an event is to start. */
  readonly starts: (events: readonly MatchedEvent[]) => void;
};

/** An error that, as on Step Functions, no Retry and no Catch sees. */
export class UncatchableFault extends Fault {
  /** The engine asks for these two. */
  readonly isRetryable = false;
  readonly isCatchable = false;
}

/** Thrown by what was told to stop: the execution ends there. */
export class Aborted extends UncatchableFault {
  constructor(state: string) {
    super('Aborted', `"${state}" was told to stop.`);
  }
}

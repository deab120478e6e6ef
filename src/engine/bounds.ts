import { setMaxListeners } from 'node:events';
import { underSignal } from '../aws/abort.ts';
import { Fault } from '../contract/errors/faults.ts';
import { functionTimeoutSeconds } from '../contract/states.ts';
import { Aborted, type Scope } from './scope.ts';

/** A step ran longer than its function may: what Lambda answers then. */
class SandboxTimedout extends Fault {
  constructor(state: string) {
    super('Sandbox.Timedout', `"${state}" ran longer than ${functionTimeoutSeconds} seconds.`);
  }
}

/**
 * Does the work of a task: told to people, and stopped with the execution. `tell`
 * says what it gave.
 *
 * @throws Aborted when the execution is over
 */
export async function asTask<Output>(
  state: string,
  { execution: { progress }, signal, items, tries }: Scope,
  work: () => Promise<Output>,
  tell: (milliseconds: number, output: Output) => void,
): Promise<Output> {
  if (signal.aborted) throw new Aborted(state);
  const begun = performance.now();
  progress.entered(state, items);
  try {
    const output = await work();
    tries.done(state);
    tell(performance.now() - begun, output);
    return output;
  } catch (error) {
    if (signal.aborted) throw new Aborted(state);
    const failure = error as Error;
    const next = tries.after(state, failure);
    progress.failed(state, performance.now() - begun, failure, items, next);
    throw error;
  }
}

/** Stops a step that runs out of time, or whose execution is over, and waits until it has ended. */
export async function withinTime<Output>(
  state: string,
  signal: AbortSignal,
  run: () => Promise<Output>,
): Promise<Output> {
  const tooLong = new AbortController();
  const timer = setTimeout(() => tooLong.abort(), functionTimeoutSeconds * 1000);
  const either = AbortSignal.any([tooLong.signal, signal]);
  // Every call of the step listens to it, and Node 20 takes more than ten for a leak.
  setMaxListeners(0, either);
  const [settled] = await Promise.allSettled([underSignal(either, run)]);
  clearTimeout(timer);
  // Lambda takes no answer from a function that it has ended.
  if (tooLong.signal.aborted) throw new SandboxTimedout(state);
  if (settled.status === 'rejected') throw settled.reason;
  return settled.value;
}

import type { WaitData } from './hosted.ts';
import { Aborted, UncatchableFault, type Scope } from './scope.ts';

/** Node takes no longer timer; a longer Wait is waited for in turns. */
const longestTimer = 2 ** 31 - 1;

/** Waits as a Wait state says, tells people until when, and ends with the execution. */
export async function runWait(state: string, data: WaitData, scope: Scope): Promise<null> {
  const { execution, signal, items } = scope;
  if (signal.aborted) throw new Aborted(state);
  const until = endOfWait(state, data);
  execution.progress.waits(state, until, items);
  while (!signal.aborted && until.getTime() > Date.now()) {
    await pause(Math.min(until.getTime() - Date.now(), longestTimer), signal);
  }
  if (signal.aborted) throw new Aborted(state);
  return null;
}

/** @throws States.Runtime, as Step Functions does, where the data say no time. */
function endOfWait(state: string, { seconds, timestamp }: WaitData): Date {
  if (typeof seconds === 'number' && Number.isInteger(seconds) && seconds >= 0) {
    return new Date(Date.now() + seconds * 1000);
  }
  const until = new Date(typeof timestamp === 'string' ? timestamp : Number.NaN);
  if (!Number.isNaN(until.getTime())) return until;
  const given = JSON.stringify(seconds ?? timestamp);
  throw new UncatchableFault('States.Runtime', `"${state}" cannot wait for ${given}.`);
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    signal.addEventListener('abort', done);
  });
}

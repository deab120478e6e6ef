import * as z from 'zod';
import type { WaitData } from './hosted.ts';
import { Aborted, UncatchableFault, type Scope } from './scope.ts';

/** As Step Functions takes it: RFC 3339, with the zone (Amazon States Language, "Timestamps"). */
const timestampSchema = z.iso.datetime({ offset: true });

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
  const until = timestampSchema.safeParse(timestamp);
  if (until.success) return new Date(until.data);
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

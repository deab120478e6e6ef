import type { MachineDefinition, StateDefinition } from '../contract/definition.ts';
import type { NextTry } from './progress.ts';

/** The tries of the states of one level: the engine waits between them as long as people are told. */
export type Tries = {
  /** Plans the try that follows a failed one; `null`: there is none, or the error is not to be retried. */
  readonly after: (state: string, error: Error) => NextTry | null;
  /** A state has done its work: when it is entered again, its tries count from the beginning. */
  readonly done: (state: string) => void;
  /** Milliseconds before the next try of each state. The engine reads them when a try has failed. */
  readonly intervals: Readonly<Record<string, number>>;
};

/**
 * Plans tries as the Retry of each state says (Amazon States Language, "Retrying after error").
 *
 * `interval`: milliseconds before each, for tests; the definition's own, with full jitter, when left out
 */
export function triesOf({ States }: MachineDefinition, interval: number | undefined): Tries {
  const failures = new Map<string, number[]>();
  const intervals: Record<string, number> = {};
  const done = (state: string) => void failures.delete(state);
  return {
    intervals,
    done,
    after: (state, error) => {
      const retriers = States[state]?.Retry ?? [];
      const at = retriers.findIndex((retrier) => isMatch(retrier, error));
      const retrier = retriers[at];
      const counts = failures.get(state) ?? retriers.map(() => 0);
      const count = counts[at] ?? 0;
      if (retrier === undefined || count >= retrier.MaxAttempts) {
        done(state);
        return null;
      }
      failures.set(state, counts.with(at, count + 1));
      const inMilliseconds = interval ?? Math.random() * longestPause(retrier, count);
      intervals[state] = inMilliseconds;
      return { inMilliseconds, number: count + 2, of: retrier.MaxAttempts + 1 };
    },
  };
}

type Retrier = NonNullable<StateDefinition['Retry']>[number];

function isMatch({ ErrorEquals }: Retrier, error: Error & { readonly isRetryable?: boolean }) {
  const names = ['States.ALL', 'States.TaskFailed', error.name];
  return error.isRetryable !== false && ErrorEquals.some((name) => names.includes(name));
}

/** In milliseconds. */
function longestPause(retrier: Retrier, count: number): number {
  const { IntervalSeconds, BackoffRate, MaxDelaySeconds } = retrier;
  return Math.min(IntervalSeconds * BackoffRate ** count, MaxDelaySeconds) * 1000;
}

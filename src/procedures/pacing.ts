import pLimit, { type LimitFunction } from 'p-limit';
import type { Wait } from './ports.ts';

/** How many calls of one kind may begin within a second. */
export type Rate = { readonly kind: string; readonly perSecond: number };

/** How many calls may begin at once, and how many a second from then on. */
export type Bucket = { readonly burst: number; readonly perSecond: number };

/**
 * Holds calls back as a service does that gives a burst and then a rate: each call waits until its turn
 * only, so that nothing is waited for after the last one.
 */
export function bucketPacing(
  { burst, perSecond }: Bucket,
  { wait, now }: { readonly wait: Wait; readonly now: () => Date },
): <Answer>(call: () => Promise<Answer>) => Promise<Answer> {
  const interval = 1_000 / perSecond;
  /** When the bucket is full again. */
  let full = 0;
  return async (call) => {
    const time = now().getTime();
    const start = Math.max(time, full - (burst - 1) * interval);
    full = Math.max(time, full) + interval;
    if (start > time) await wait(start - time);
    return call();
  };
}

/** Makes a call as soon as every rate that it counts for allows it. */
export type Pace = <Answer>(rates: readonly Rate[], call: () => Promise<Answer>) => Promise<Answer>;

/**
 * Holds calls back so that no second sees more of a kind than its rate. Each call keeps one of as many
 * places as the rate has, for a second and until it is answered: so no more run at once, either. Name
 * the narrowest rate first: a call waits for the others with its place there taken.
 */
export function pacing(wait: Wait): Pace {
  const limits = new Map<string, LimitFunction>();
  const limitOf = ({ kind, perSecond }: Rate): LimitFunction => {
    const limit = limits.get(kind) ?? pLimit(perSecond);
    limits.set(kind, limit);
    return limit;
  };
  return (rates, call) =>
    new Promise((settle, fail) => {
      const begin = async () => {
        const second = wait(1_000);
        await call().then(settle, fail);
        await second;
      };
      const places = rates.map(limitOf);
      void places.reduceRight<() => Promise<void>>((then, limit) => () => limit(then), begin)();
    });
}

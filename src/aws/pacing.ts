import { setTimeout as sleep } from 'node:timers/promises';
import pLimit, { type LimitFunction } from 'p-limit';

/** How many calls of one kind may begin within a second. */
export type Rate = { readonly kind: string; readonly perSecond: number };

/** Makes a call as soon as every rate that it counts for allows it. */
export type Pace = <Answer>(rates: readonly Rate[], call: () => Promise<Answer>) => Promise<Answer>;

/** Waits so many milliseconds. */
export type Wait = (milliseconds: number) => Promise<unknown>;

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

/** Real waiting that ends at once when the signal says that no call comes any more. */
export function waitUnder(signal: AbortSignal): Wait {
  return (milliseconds) => sleep(milliseconds, undefined, { signal }).catch(() => undefined);
}

import pLimit, { type LimitFunction } from 'p-limit';
import type { Wait } from './ports.ts';

/** How many calls of one kind may begin within a second. */
export type Rate = { readonly kind: string; readonly perSecond: number };

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

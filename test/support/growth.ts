import { millisecondsOf } from './processor-time.ts';

/** Enough that each size is tried once while nothing else wants the same core and its caches. */
const mostRounds = 15;
/** The first ones compile. */
const fewestRounds = 3;

/**
 * How many times as long something takes with much as with little: the fastest of some rounds, in which
 * both take turns, so that a busy machine slows both. It is tried again while it seems to grow faster than
 * expected: what really does so never seems not to.
 *
 * @param atMost from where on it would be too much
 */
export function timesAsLong<Size>(
  act: (size: Size) => unknown,
  little: Size,
  much: Size,
  atMost: number,
): number {
  const [ofLittle, ofMuch] = [[] as number[], [] as number[]];
  let growth = Number.POSITIVE_INFINITY;
  for (let round = 1; round <= mostRounds; round += 1) {
    ofLittle.push(millisecondsOf(() => act(little)));
    ofMuch.push(millisecondsOf(() => act(much)));
    growth = Math.min(...ofMuch) / Math.min(...ofLittle);
    if (round >= fewestRounds && growth < atMost) break;
  }
  return growth;
}

import { isProgressTold } from './tell.ts';

/** Where progress is told: a terminal, or a log. */
export type ProgressStream = Pick<NodeJS.WriteStream, 'write'> & { readonly isTTY?: boolean };

/** A counter that people watch. */
export type Counter = {
  readonly tell: (what: string, done: number, all: number) => void;
  /** Takes the counter off the terminal again. */
  readonly clear: () => void;
};

const clearLine = '\r\u001B[2K';

/** What is over sooner than this needs no word on how long it takes, in milliseconds. */
const soon = 3_000;

/**
 * Counts in one line that is redrawn on a terminal; elsewhere a line for each tenth of the way. Once it
 * has gone on for a while it says how long the rest takes at this rate.
 *
 * @param now a clock that is never set, in milliseconds
 */
export function counterOn(stream: ProgressStream, now = () => performance.now()): Counter {
  if (!isProgressTold()) return { tell: () => undefined, clear: () => undefined };
  const told = new Map<string, number>();
  const begun = now();
  const lineOf = (what: string, done: number, all: number) =>
    `${countedOf(what, done, all)}${leftOf(done, all, now() - begun)}`;
  if (stream.isTTY) {
    return {
      tell: (what, done, all) => stream.write(`${clearLine}${lineOf(what, done, all)}`),
      clear: () => stream.write(clearLine),
    };
  }
  return {
    tell: (what, done, all) => {
      const tenth = Math.floor((done / all) * 10);
      if (tenth === told.get(what)) return;
      told.set(what, tenth);
      stream.write(`${lineOf(what, done, all)}\n`);
    },
    clear: () => undefined,
  };
}

function leftOf(done: number, all: number, elapsed: number): string {
  const left = Math.ceil(((elapsed / done) * (all - done)) / 1_000);
  return elapsed < soon || left === 0 ? '' : `, about ${left} s left`;
}

function countedOf(what: string, done: number, all: number): string {
  return `${done} of ${all} ${all === 1 ? what.replace(/s$/, '') : what}`;
}

/** Where progress is told: a terminal, or a log. */
export type ProgressStream = Pick<NodeJS.WriteStream, 'write'> & { readonly isTTY?: boolean };

/** A counter that people watch. */
export type Counter = {
  readonly tell: (what: string, done: number, all: number) => void;
  /** Takes the counter off the terminal again. */
  readonly clear: () => void;
};

const clearLine = '\r\u001B[2K';

/** Counts in one line that is redrawn on a terminal; elsewhere a line for each tenth of the way. */
export function counterOn(stream: ProgressStream): Counter {
  const told = new Map<string, number>();
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

function lineOf(what: string, done: number, all: number): string {
  return `${done} of ${all} ${all === 1 ? what.replace(/s$/, '') : what}`;
}

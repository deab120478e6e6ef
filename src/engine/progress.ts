import type { StateName, StateOutput } from '../contract/states.ts';

/** The item of a Map that a state is run for. */
type Item = {
  /** From 0 on. */
  readonly index: number;
  readonly count: number;
  /** What its input says at `label`, for people; `null`: nothing. */
  readonly label: string | null;
};

/** The items that a state is run for, of the outermost Map first; empty outside of one. */
export type Items = readonly Item[];

/** The try that follows one that failed. */
export type NextTry = {
  readonly inMilliseconds: number;
  /** Which one it is, the first being 1, and of how many. */
  readonly number: number;
  readonly of: number;
};

/** Who is told how an execution goes. */
export type Progress = {
  /** A task begins, or another try of it. */
  readonly entered: (state: string, items: Items) => void;
  /** A function of ours gave its slice. */
  readonly left: <Name extends StateName>(
    state: Name,
    milliseconds: number,
    output: StateOutput<Name>,
    items: Items,
  ) => void;
  /** A service did what was asked of it: events were put, or another machine has ended well. */
  readonly answered: (state: string, milliseconds: number, items: Items) => void;
  /** A try of a task failed; `next`: the one that follows, or `null` for the last. */
  readonly failed: (
    state: string,
    milliseconds: number,
    error: Error,
    items: Items,
    next: NextTry | null,
  ) => void;
  /** A Wait begins. */
  readonly waits: (state: string, until: Date, items: Items) => void;
};

/** Nobody is told. */
export const silent: Progress = {
  entered: () => undefined,
  left: () => undefined,
  answered: () => undefined,
  failed: () => undefined,
  waits: () => undefined,
};

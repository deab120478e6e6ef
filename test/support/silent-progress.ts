import type { Progress } from '../../src/engine/progress.ts';

/** Nobody is told. */
export const silent: Progress = {
  entered: () => undefined,
  left: () => undefined,
  answered: () => undefined,
  failed: () => undefined,
  waits: () => undefined,
};

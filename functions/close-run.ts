import { closeRun } from '../src/procedures/run/close.ts';
import { step } from '../src/step.ts';

/** Writes the report, notes what was announced, gives the lease back, and says how it ended. */
export const handler = step('Close run', closeRun);

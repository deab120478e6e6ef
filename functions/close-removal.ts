import { closeRemoval } from '../src/procedures/removal/close-removal.ts';
import { step } from '../src/step.ts';

/** Writes the report, gives the lease back, and says how it ended. */
export const handler = step('Close removal', closeRemoval);

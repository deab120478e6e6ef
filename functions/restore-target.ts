import { restoreTarget } from '../src/procedures/removal/restore-target.ts';
import { step } from '../src/step.ts';

/** Gives one target back. */
export const handler = step('Restore target', restoreTarget);

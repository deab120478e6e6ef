import { pushTarget } from '../src/procedures/push/push-target.ts';
import { step } from '../src/step.ts';

/** Brings one target to what the plan says. */
export const handler = step('Push target', pushTarget);

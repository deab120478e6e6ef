import { planRemoval } from '../src/procedures/removal/plan-removal.ts';
import { step } from '../src/step.ts';

/** Plans the removal from what the link says, and stores the plan. */
export const handler = step('Plan removal', planRemoval);

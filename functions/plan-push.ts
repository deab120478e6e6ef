import { planPush } from '../src/procedures/push/plan-push.ts';
import { step } from '../src/step.ts';

/** Plans what is pushed, and notes on the link that it is open. */
export const handler = step('Plan push', planPush);

import { recordPush } from '../src/procedures/push/record-push.ts';
import { step } from '../src/step.ts';

/** Records what came of each target, and gives the lease back. */
export const handler = step('Record push', recordPush);

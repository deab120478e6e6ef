import { closePush } from '../src/procedures/push/close-push.ts';
import { step } from '../src/step.ts';

/** Writes the report of a push, and says how it ended. */
export const handler = step('Close push', closePush);

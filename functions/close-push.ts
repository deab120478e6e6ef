import { concludePush } from '../src/domain/run/push.ts';
import { step } from '../src/step.ts';

/** Says in plain text what went wrong with a push. */
export const handler = step('Close push', async ({ link, run, failure }) =>
  concludePush(link, run, failure),
);

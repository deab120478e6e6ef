import { runOf } from '../src/domain/run/begin.ts';
import { beginPush } from '../src/domain/run/push.ts';
import { starterOf } from '../src/domain/request/request-parsing.ts';
import { step } from '../src/step.ts';

/** Understands the event that starts a push; bad input becomes an outcome. */
export const handler = step('Read push request', async ({ input, executionId }, { now }) =>
  beginPush(input, runOf(executionId, now(), starterOf(input))),
);

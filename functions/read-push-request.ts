import { runOf } from '../src/domain/run/begin.ts';
import { beginPush } from '../src/domain/run/push.ts';
import { deadExecutionIn, starterOf } from '../src/domain/request/request-parsing.ts';
import { step } from '../src/step.ts';

/** Understands the request or the event that starts a push; bad input becomes an outcome. */
export const handler = step('Read push request', async ({ input, executionId }, { now }) =>
  beginPush(input, runOf(executionId, now(), starterOf(input), deadExecutionIn(input))),
);

import {
  askedForAt,
  beginRemoval,
  starterOfRemoval,
  withLink,
} from '../src/domain/removal/begin-removal.ts';
import { originOf } from '../src/domain/request/input-origin.ts';
import { runOf } from '../src/domain/run/begin.ts';
import { step } from '../src/step.ts';

/** Understands the request or the event that starts a removal; bad input becomes an outcome. */
export const handler = step('Read remove request', async ({ input, executionId }, services) => {
  const run = runOf(executionId, services.now(), {
    startedBy: starterOfRemoval(input),
    ...originOf(input),
  });
  const begun = beginRemoval(input, { ...run, asOf: askedForAt(run) });
  if (begun.link === null) return begun;
  const item = await services.linkStore.look(begun.link);
  return withLink(begun, item, services.mayPurge);
});

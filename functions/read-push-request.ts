import { runOf } from '../src/domain/run/begin.ts';
import { beginPush, refuseUnrecorded } from '../src/domain/run/push.ts';
import { starterOf } from '../src/domain/request/input-origin.ts';
import { step } from '../src/step.ts';

/** Understands the request or the event that starts a push; bad input becomes an outcome. */
export const handler = step('Read push request', async ({ input, executionId }, services) => {
  // One that died is made good by any push that comes after it: it goes by what the link says.
  // It brings what is recorded, so that no event comes too late for it.
  const run = {
    ...runOf(executionId, services.now(), { startedBy: starterOf(input) }),
    asOf: null,
  };
  const begun = beginPush(input, run);
  if (begun.link === null) return begun;
  const { revision } = await services.linkStore.look(begun.link);
  return revision === null ? refuseUnrecorded(begun, begun.link) : begun;
});

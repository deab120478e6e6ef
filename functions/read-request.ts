import { readSuggestions } from '../src/procedures/account/read-suggestions.ts';
import {
  beginRun,
  completeInput,
  linksToRead,
  refuseInput,
  runOf,
  unlessPast,
} from '../src/domain/run/begin.ts';
import { incompleteText } from '../src/domain/request/ready-requests.ts';
import {
  askedAt,
  deadExecutionIn,
  eventIdOf,
  parseInput,
  starterOf,
} from '../src/domain/request/request-parsing.ts';
import { step } from '../src/step.ts';

/** Understands the input, and lays out the state data; bad input becomes an outcome. */
export const handler = step('Read request', async ({ input, executionId }, services) => {
  const run = runOf(executionId, services.now(), {
    startedBy: starterOf(input),
    askedAt: askedAt(input),
    eventId: eventIdOf(input),
    recovers: deadExecutionIn(input),
  });
  const parsed = parseInput(input);
  const { own, sibling } = linksToRead(parsed);
  const links = {
    own: own && (await services.linkStore.look(own)),
    sibling: sibling && (await services.linkStore.look(sibling)),
  };
  const completed = unlessPast(completeInput(parsed, links), services.now());
  if (!('kind' in completed)) return beginRun(completed, run);
  if (completed.kind === 'invalid') return refuseInput(completed.text, run);
  const offer = await readSuggestions(completed.asked, services);
  return refuseInput(incompleteText(completed, offer), run);
});

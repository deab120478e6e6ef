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
import { originOf, starterOf } from '../src/domain/request/input-origin.ts';
import { parseInput } from '../src/domain/request/request-parsing.ts';
import { keepRequest } from '../src/procedures/run/request-store.ts';
import { step } from '../src/step.ts';

/** Understands the input, and lays out the state data; bad input becomes an outcome. */
export const handler = step('Read request', async ({ input, executionId }, services) => {
  const run = runOf(executionId, services.now(), {
    startedBy: starterOf(input),
    ...originOf(input),
  });
  const parsed = parseInput(input);
  const { own, sibling } = linksToRead(parsed);
  const links = {
    own: own && (await services.linkStore.look(own)),
    sibling: sibling && (await services.linkStore.look(sibling)),
  };
  const completed = unlessPast(completeInput(parsed, links), services.now());
  if (!('kind' in completed))
    return keepRequest(beginRun(completed, run), services.lateConfigStore);
  if (completed.kind === 'invalid') return refuseInput(completed.text, run);
  return refuseInput(
    incompleteText(completed, await readSuggestions(completed.asked, services)),
    run,
  );
});

import { recordRun } from '../src/procedures/run/record.ts';
import { step } from '../src/step.ts';

/** Records on the link what the intent's plan has brought about. */
export const handler = step('Record link', async ({ link, run, lease }, services) => ({
  revision: await recordRun(link, run.executionId, lease.fence, services),
}));

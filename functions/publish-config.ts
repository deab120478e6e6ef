import { readPlan } from '../src/procedures/run/plan-store.ts';
import { publishPlan } from '../src/procedures/config/publish.ts';
import { storedPlanOf } from '../src/procedures/run/stored-plan.ts';
import { step } from '../src/step.ts';

/** Publishes the planned files: revision, commit, current copies. */
export const handler = step('Publish config', async ({ link, run, lease, plan }, services) => {
  const stored = storedPlanOf(plan);
  const planned = await readPlan(stored, services.configStore);
  return publishPlan(planned, { link, run, fence: lease.fence, stored }, services);
});

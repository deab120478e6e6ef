import { applyPlan } from '../src/procedures/roles/apply.ts';
import { readPlan } from '../src/procedures/run/plan-store.ts';
import { storedPlanOf } from '../src/domain/plan/make-plan.ts';
import { step } from '../src/step.ts';

/** Writes the intent, then our policy on each role that is to change. */
export const handler = step('Apply role policies', async ({ link, run, lease, plan }, services) => {
  const stored = storedPlanOf(plan);
  const planned = await readPlan(stored, services.configStore);
  return applyPlan(planned, { link, run, fence: lease.fence, stored }, services);
});

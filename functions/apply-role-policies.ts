import { deliveryStepsOf } from '../src/procedures/roles/deliveries.ts';
import { readPlan } from '../src/procedures/run/plan-store.ts';
import { storedPlanOf } from '../src/procedures/run/stored-plan.ts';
import { step } from '../src/step.ts';

/** Writes the intent, then our policy on each role that is to change. */
export const handler = step('Apply role policies', async ({ link, run, lease, plan }, services) => {
  const stored = storedPlanOf(plan);
  const planned = await readPlan(stored, services.configStore);
  const held = { link, run, fence: lease.fence, stored };
  return deliveryStepsOf(planned.request).apply(planned, held, services);
});

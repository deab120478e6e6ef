import { readPlanInput } from '../src/procedures/run/plan-input.ts';
import { agreedPlans } from '../src/procedures/run/plan-store.ts';
import { storeEmitted, storePlan } from '../src/procedures/run/store-plan.ts';
import { withDamage } from '../src/procedures/config/damage.ts';
import { requireEndAhead } from '../src/domain/link/expiry.ts';
import { countErrors } from '../src/domain/findings/severity.ts';
import { countChanges, makePlan } from '../src/domain/plan/make-plan.ts';
import { requireAgreedPlan } from '../src/domain/plan/agreed-plan.ts';
import { planInResult } from '../src/domain/run/close.ts';
import { countShown } from '../src/domain/run/plan-changes.ts';
import { step } from '../src/step.ts';

/** Makes the plan, stores it, and says how much there is to do. */
export const handler = step('Plan role policies', async (data, services) => {
  const input = await readPlanInput(data, services);
  requireEndAhead(input.request, input.item, services.now());
  const plan = await withDamage(makePlan(input), input.published.manifest, services.configStore);
  const stored = await storePlan(plan, data.run.id, services.configStore);
  const errors = countErrors(plan.findings);
  const changes = countChanges(plan, input.item);
  if (errors === 0) {
    requireAgreedPlan(plan, changes, await agreedPlans(plan, input.item, services.configStore));
    await storeEmitted(plan, data.run.id, services.configStore);
  }
  return {
    ...stored,
    hash: plan.hash,
    errors,
    changes,
    shown: countShown(planInResult(plan)),
    unannounced: plan.revision !== null && plan.revision !== input.item.announcedRevision,
    // A refused plan brings no revision: what may still be announced is what a dead run committed.
    revision: errors > 0 ? (input.published.manifest?.revision ?? null) : plan.revision,
    agreed: null,
  };
});

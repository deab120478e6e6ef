import { StateDataFault } from '../../contract/errors/faults.ts';
import type { StateInput, StateOutput } from '../../contract/states.ts';
import { recordedAfter } from '../../domain/targets/seen-value.ts';
import { checkFence } from '../link/link-updates.ts';
import type { Services } from '../ports.ts';
import { stepsOf } from '../targets/steps.ts';
import type { WriteServices } from '../targets/target-steps.ts';
import { readPushPlan } from './push-plan-store.ts';

/**
 * Brings one target to what the plan of the push says. What others keep there is in the memory of this
 * function only.
 *
 * @throws LeaseLost, and the errors of the target
 */
export async function pushTarget(
  { link, run, lease, pushPlan: { key, sha256 }, target }: StateInput<'Push target'>,
  services: WriteServices & Pick<Services, 'linkStore'>,
): Promise<StateOutput<'Push target'>> {
  if (key === null || sha256 === null) throw new StateDataFault('No push was planned in this run.');
  const plan = await readPushPlan({ key, sha256 }, services.configStore);
  const planned = plan.targets.find((one) => one.target === target.id);
  if (!planned) throw new StateDataFault(`The plan of this push has no target ${target.id}.`);
  const owner = run.executionId;
  const { fence } = lease;
  const { after, ...pushed } = await stepsOf(planned.kind).write(
    planned,
    {
      link,
      checkFence: async () => void (await checkFence(services.linkStore, link, owner, fence)),
    },
    services,
  );
  // State data hold what all targets give: a document is known by its hash there.
  const kept = Object.entries(after).map(([name, text]) => [
    name,
    text === null ? null : recordedAfter(planned.kind, text),
  ]);
  return { ...pushed, after: Object.fromEntries(kept) };
}

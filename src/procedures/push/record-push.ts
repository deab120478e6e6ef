import { StateDataFault } from '../../contract/errors/faults.ts';
import type { StateInput, StateOutput } from '../../contract/states.ts';
import { requireLease, withoutLease } from '../../domain/link/lease.ts';
import { recordedPush } from '../../domain/targets/record-targets.ts';
import { updateLink } from '../link/link-updates.ts';
import type { Services } from '../ports.ts';
import { readPushPlan } from './push-plan-store.ts';

/**
 * Records what came of each target, closes the plan and gives the lease back: builds are followed by
 * nobody who keeps others from the link. Recorded already where the answer of a first try was lost.
 *
 * @throws LeaseLost
 */
export async function recordPush(
  { link, run, push, lease, pushPlan, results }: StateInput<'Record push'>,
  { linkStore, configStore, now }: Pick<Services, 'linkStore' | 'configStore' | 'now'>,
): Promise<StateOutput<'Record push'>> {
  const { key, sha256, revision } = pushPlan;
  if (key === null || sha256 === null) throw new StateDataFault('No push was planned in this run.');
  const plan = await readPushPlan({ key, sha256 }, configStore);
  await updateLink(linkStore, link, (item) => {
    // A lease is given back with the record only: whoever finds it free and the plan closed has been here.
    if (item.lease.owner === null && item.lease.fence === lease.fence && !item.push?.open)
      return item;
    requireLease(item, run.executionId, lease.fence);
    // Everything was written before now: a build that is started after this has it.
    const ended = { plan, results, partial: push.only !== null, now: now().toISOString() };
    return withoutLease(recordedPush(item, ended), run.executionId);
  });
  return { revision };
}

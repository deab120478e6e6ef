import type { LinkItem } from '../../contract/link.ts';
import type { RemovalPlan } from '../../contract/removal/plan.ts';
import type { StateInput } from '../../contract/states.ts';
import { withoutLease } from '../link/lease.ts';
import { askedSince } from '../link/outdated.ts';
import { rememberPlan } from '../link/remembered-plans.ts';

/** How long nobody tries again to remove an expired environment that did not go. */
const putOffHours = 24;

/** The link item as a removal leaves it: what was announced, the plan it stored, the lease given back. */
export function closedRemoval(
  item: LinkItem,
  { run, remove, removalPlan, announced, failure }: StateInput<'Close removal'>,
  plan: RemovalPlan | null,
  hasFailed: boolean,
): LinkItem {
  const { key } = removalPlan;
  const plans =
    remove.mode === 'plan' && plan !== null && key !== null
      ? rememberPlan(item.plans, {
          hash: plan.hash,
          key,
          kind: 'removal',
          startedBy: run.startedBy,
          hashVersion: plan.hashVersion,
        })
      : item.plans;
  const removed =
    item.removed !== null && announced !== null
      ? { ...item.removed, announced: true }
      : item.removed;
  const putOff = run.startedBy === 'expiry' && hasFailed;
  const expiryPutOffTo = putOff ? hoursAfter(run.now, putOffHours) : item.expiryPutOffTo;
  const isAsWanted = item.removed !== null && failure === null && remove.mode === 'remove';
  const since = isAsWanted ? askedSince(item, run) : {};
  return withoutLease({ ...item, plans, removed, expiryPutOffTo, ...since }, run.executionId);
}

function hoursAfter(time: string, hours: number): string {
  return new Date(Date.parse(time) + hours * 3_600_000).toISOString();
}

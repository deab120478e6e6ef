import type { LinkItem } from '../../contract/link.ts';
import type { RemovalPlan, RemovedRole } from '../../contract/removal/plan.ts';
import type { RemovedPolicy, RemovedTarget } from '../../contract/removal/result.ts';
import type { StateInput } from '../../contract/states.ts';
import { targetError } from '../targets/target-error.ts';

type Given = StateInput<'Close removal'>;

/** What has become of our policy on each role, or would. */
export function policiesOf({ roles }: RemovalPlan, { policies }: Given): RemovedPolicy[] {
  return roles.map(({ role, policyName, change, stands }) => {
    const ended = policies?.find((one) => one.role === role);
    if (!ended) return { role, policyName, status: withoutWrite(change, policies !== null) };
    const { error, message } = ended;
    // Deleted for a read that may lag; whoever is told of it is not told of a policy that nobody saw.
    const isUnseen = change === 'delete' && stands === null && ended.status === 'removed';
    const status = isUnseen ? 'gone' : ended.status;
    return {
      role,
      policyName,
      status,
      ...(error !== null && { error: { name: error, message: message ?? '' } }),
    };
  });
}

/** What is nobody's work of this run. */
function withoutWrite(change: RemovedRole['change'], isDone: boolean): RemovedPolicy['status'] {
  if (change === 'gone') return 'gone';
  if (change === 'hand over') return isDone ? 'handed over' : 'planned';
  return 'planned';
}

/** What has become of each target: what the link says of it once it is closed, before that what is planned. */
export function targetsOf(
  { targets, gone }: RemovalPlan,
  { results, policies }: Given,
  item: LinkItem,
): RemovedTarget[] {
  const planned = targets.map(({ target: id, kind, change, error }): RemovedTarget => {
    const left = error === null ? undefined : targetError(error, id);
    if (policies === null) {
      const told = change === 'leave' && left ? { status: 'left' as const, error: left } : null;
      return { id, kind, ...(told ?? { status: 'planned' }) };
    }
    const known = item.push?.targets.find((one) => one.id === id);
    if (known) {
      const status = known.status === 'failed' ? 'failed' : 'left';
      return { id, kind, status, ...(known.error && { error: known.error }) };
    }
    const result = results?.find((one) => one.target.id === id)?.restored;
    return { id, kind, status: result?.status === 'gone' ? 'gone' : 'restored' };
  });
  return [...planned, ...gone.map((target) => ({ ...target, status: 'gone' as const }))];
}

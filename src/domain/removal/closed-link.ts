import type { LinkItem } from '../../contract/link.ts';
import type { PlannedTarget, RecordedTarget } from '../../contract/push/target.ts';
import type { RemovalPlan } from '../../contract/removal/plan.ts';
import type { Slice } from '../../contract/slices.ts';
import type {
  RemovedPolicies,
  Restored,
  RestoreResults,
} from '../../contract/states/remove-auth.ts';
import { TargetUnanswered } from '../../contract/errors/push-errors.ts';
import { rolesOfLink } from '../link/link-record.ts';
import { askedSince } from '../link/outdated.ts';
import { targetError } from '../targets/target-error.ts';
import { changedKeys } from './restored-targets.ts';
import { holdsAnything } from './standing.ts';

/** What a removal has come to, as the link is to keep it. */
export type EndedRemoval = {
  readonly plan: RemovalPlan;
  readonly results: RestoreResults;
  readonly policies: RemovedPolicies;
  readonly run: Pick<Slice<'run'>, 'now' | 'asOf' | 'eventId'>;
};

/**
 * The link item after a removal: what was restored leaves it, what is left stays known. Once nothing is
 * left it counts as removed; its request stays, so that it can be imported again.
 */
export function closedLink(item: LinkItem, ended: EndedRemoval): LinkItem {
  const { plan, run } = ended;
  const since = askedSince(item, run);
  const cleared = withoutPolicies(withoutTargets({ ...item, ...since }, ended), ended);
  if (holdsAnything(cleared)) return cleared;
  const removed = { at: run.now, revision: plan.revision, announced: false };
  return { ...cleared, push: null, removed, expiryPutOffTo: null };
}

/** How many roles and targets still hold something of ours. */
export function countLeft(item: LinkItem): number {
  return rolesOfLink(item).length + (item.push?.targets ?? []).length;
}

function withoutTargets(item: LinkItem, { plan, results }: EndedRemoval): LinkItem {
  if (item.push === null) return item;
  const targets = item.push.targets.flatMap((held) => {
    if (Object.keys(held.keys).length === 0 || plan.gone.some(({ id }) => id === held.id))
      return [];
    const planned = plan.targets.find(({ target }) => target === held.id);
    // Of what nobody has planned it stays known that it was not looked at.
    if (!planned) return held;
    const result = results.find(({ target }) => target.id === held.id);
    return leftOf(held, planned, result ? result.restored : undefined) ?? [];
  });
  return { ...item, push: { ...item.push, targets } };
}

/** What stays known of a target; `null`: nothing of ours is left. `undefined` result: it was left alone. */
function leftOf(
  held: RecordedTarget,
  planned: PlannedTarget,
  result: Restored | null | undefined,
): RecordedTarget | null {
  const as = (status: RecordedTarget['status'], error: RecordedTarget['error']) => ({
    ...held,
    status,
    build: null,
    error,
  });
  if (result === undefined) {
    if (planned.change === 'keep') return null;
    return as('left', targetError(planned.error ?? 'TARGET_UNREADABLE', held.id));
  }
  if (result === null) {
    const { name, message } = new TargetUnanswered(held.id);
    return as('failed', { name, message });
  }
  switch (result.status) {
    case 'gone':
      return null;
    case 'failed':
      return as('failed', { name: result.error, message: result.message });
    case 'left':
      return as('left', targetError(result.error ?? 'TARGET_CHANGED', held.id));
    case 'pushed': {
      const changed = changedKeys(planned);
      if (changed.length === 0) return null;
      const kept = Object.entries(held.keys).filter(([name]) => changed.includes(name));
      return {
        ...as('left', targetError('TARGET_CHANGED', held.id)),
        keys: Object.fromEntries(kept),
      };
    }
  }
}

function withoutPolicies(item: LinkItem, { plan, policies }: EndedRemoval): LinkItem {
  const isDone = (role: string): boolean => {
    const planned = plan.roles.find((one) => one.role === role);
    if (planned?.change === 'gone' || planned?.change === 'hand over') return true;
    const ended = policies.find((one) => one.role === role);
    return ended?.status === 'removed' || ended?.status === 'restored';
  };
  const left = <Named extends { readonly roleArn: string }>(roles: readonly Named[]): Named[] =>
    roles.filter(({ roleArn }) => !isDone(roleArn));
  const intended = left(item.intent?.roles ?? []);
  return {
    ...item,
    ledger: left(item.ledger),
    intent: item.intent && intended.length > 0 ? { ...item.intent, roles: intended } : null,
    undone: left(item.undone),
  };
}

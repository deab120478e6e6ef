import type { LinkItem } from '../../contract/link.ts';
import type { Plan } from '../../contract/plan.ts';
import type { PushPlan } from '../../contract/push/plan.ts';
import { recordedPush } from '../targets/record-targets.ts';
import { recordPlan } from '../roles/record.ts';
import { removalOf } from './deliveries.ts';

/** What runs that died have left on a link, as far as it has to be known. */
export type LeftOpen = {
  /** The plan of an import that died after its commit, which nobody has recorded yet. */
  readonly committed: Plan | null;
  /** The plan of a push that died over the link. */
  readonly push: PushPlan | null;
};

/**
 * The link item with everything in one place that runs which died may have left: in the ledger what may
 * stand on roles, among the targets what may stand there. A removal goes by these two alone, and needs
 * no intent of its own.
 */
export function takenOver(item: LinkItem, { committed, push }: LeftOpen, now: string): LinkItem {
  const recorded = committed ? recordPlan(item, committed) : item;
  return withPushedTargets(removalOf(recorded).takeOver(recorded), push, now);
}

/** What a push that died was to write may stand: nobody has its answers. */
function withPushedTargets(item: LinkItem, plan: PushPlan | null, now: string): LinkItem {
  if (!item.push?.open) return item;
  // A plan that is gone says nothing any more, and is not open either.
  if (plan === null) return { ...item, push: { ...item.push, open: null } };
  const results = plan.targets
    .filter(({ change }) => change === 'write')
    .map(({ target: id, kind }) => ({ target: { id, kind }, pushed: null }));
  return recordedPush(item, { plan, results, partial: true, now });
}

import type { LinkItem, RememberedPlan } from '../../contract/link.ts';

/** How many plans a link remembers, so that a run that expects one can be told what differs. */
const rememberedPlans = 5;

/** The plans of a link with one more, the newest first; each hash once. */
export function rememberPlan(plans: LinkItem['plans'], plan: RememberedPlan): LinkItem['plans'] {
  const agreed = plans.find(({ hash, startedBy }) => hash === plan.hash && startedBy === 'request');
  // What a person has seen stays seen, whoever makes the same plan again.
  const startedBy = agreed ? agreed.startedBy : plan.startedBy;
  const others = plans.filter(({ hash }) => hash !== plan.hash);
  return [{ ...plan, startedBy }, ...others].slice(0, rememberedPlans);
}

/** Whether a person's run has made the plan of a hash, so that an event may go by it. */
export function isSeenByPerson(
  plans: LinkItem['plans'],
  hash: string | null,
  kind: RememberedPlan['kind'],
): boolean {
  return plans.some(
    (plan) => plan.hash === hash && plan.kind === kind && plan.startedBy === 'request',
  );
}

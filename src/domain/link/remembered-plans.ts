import type { LinkItem, RememberedPlan, Starter } from '../../contract/link.ts';

/** How many plans a link remembers, so that a run that expects one can be told what differs. */
const rememberedPlans = 5;

/**
 * The plans of a link with one more, the newest first; each hash once. Those that persons' runs have made
 * are counted by themselves: no event pushes one out.
 */
export function rememberPlan(plans: LinkItem['plans'], plan: RememberedPlan): LinkItem['plans'] {
  const agreed = plans.find(({ hash, startedBy }) => hash === plan.hash && startedBy === 'request');
  // What a person has seen stays seen, whoever makes the same plan again.
  const startedBy = agreed ? agreed.startedBy : plan.startedBy;
  const others = plans.filter(({ hash }) => hash !== plan.hash);
  const all = [{ ...plan, startedBy }, ...others];
  const [seen, rest] = [all.filter(isOfPerson), all.filter((one) => !isOfPerson(one))].map((kind) =>
    kind.slice(0, rememberedPlans),
  );
  return all.filter((one) => seen?.includes(one) || rest?.includes(one));
}

function isOfPerson({ startedBy }: RememberedPlan): boolean {
  return startedBy === 'request';
}

/** Whether a person's run has made the plan of a hash, so that an event may go by it. */
export function isSeenByPerson(
  plans: LinkItem['plans'],
  hash: string | null,
  kind: RememberedPlan['kind'],
): boolean {
  return plans.some((plan) => plan.hash === hash && plan.kind === kind && isOfPerson(plan));
}

/**
 * Whether a person has agreed to the import plan of a hash: a request brings the hash itself; what an
 * event brings counts only where the link knows the plan from a request. The second try of a run goes by
 * what the first went by, though the plan may be forgotten since.
 */
export function isAgreedByPerson(
  { plans, intent }: Pick<LinkItem, 'plans' | 'intent'>,
  hash: string | null,
  startedBy: Starter,
): boolean {
  if (hash === null) return false;
  if (startedBy === 'request') return true;
  return intent?.agreed === hash || isSeenByPerson(plans, hash, 'import');
}

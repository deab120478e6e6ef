import { finding, type FactsOf, type Finding } from '../../contract/findings.ts';
import type { RoleChange } from '../../contract/plan.ts';

/** A policy of ours as it is to be, beside the others of its role. */
type Sized = Pick<RoleChange, 'role' | 'after' | 'budget'> &
  Pick<FactsOf<'POLICY_BUDGET_EXCEEDED'>, 'links'>;

/**
 * Says that our policy does not fit beside the other inline policies of its role, and how much of those is
 * of other links. Its owner may put it there otherwise: a managed policy has a limit of its own, 6,144
 * characters, and a role takes ten of them (IAM quotas).
 */
export function budgetFindings(
  { role, after, budget, links }: Sized,
  putBy: FactsOf<'POLICY_BUDGET_EXCEEDED'>['putBy'],
): Finding[] {
  if (after === null || budget.used + budget.need <= budget.limit) return [];
  return [finding('POLICY_BUDGET_EXCEEDED', { role, ...budget, links, putBy })];
}

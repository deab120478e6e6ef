import { finding, type FactsOf, type Finding } from '../../contract/findings.ts';
import type { RoleChange } from '../../contract/plan.ts';

/**
 * Says that our policy does not fit beside the other inline policies of its role. Its owner may put it
 * there otherwise: a managed policy has a limit of its own, 6,144 characters, and a role takes ten of
 * them (IAM quotas).
 */
export function budgetFindings(
  { role, after, budget }: Pick<RoleChange, 'role' | 'after' | 'budget'>,
  putBy: FactsOf<'POLICY_BUDGET_EXCEEDED'>['putBy'],
): Finding[] {
  if (after === null || budget.used + budget.need <= budget.limit) return [];
  return [finding('POLICY_BUDGET_EXCEEDED', { role, ...budget, putBy })];
}

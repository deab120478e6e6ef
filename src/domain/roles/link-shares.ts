import { linkLabel, linkOfPolicy, policyNameOf, type LinkName } from '../../contract/link.ts';
import { finding, type FactsOf, type Finding } from '../../contract/findings.ts';
import type { RoleChange } from '../../contract/plan.ts';

/** The policies of a role by their names and sizes. */
type SizedPolicies = readonly { readonly name: string; readonly size: number }[];

/** The other links that have policies on a role, with what IAM counts of each; by the names of those. */
export function otherLinksOn(
  policies: SizedPolicies,
  link: LinkName,
): FactsOf<'ENVIRONMENT_SHARES_ROLES'>['links'] {
  const sizes = new Map<string, number>();
  for (const { name, size } of policies) {
    const owner = linkOfPolicy(name);
    if (owner === null || policyNameOf(owner) === policyNameOf(link)) continue;
    const label = linkLabel(owner);
    sizes.set(label, (sizes.get(label) ?? 0) + size);
  }
  return [...sizes].map(([one, size]) => ({ link: one, size }));
}

/** Says of a role that gets a policy of this link who else of us has one there. */
export function sharedRoleFindings(
  { role, policyName, after, foreign, budget: { limit } }: RoleChange,
  link: LinkName,
): Finding[] {
  const links = after === null ? [] : otherLinksOn(foreign, link);
  if (links.length === 0) return [];
  return [finding('ENVIRONMENT_SHARES_ROLES', { role, policyName, links, limit })];
}

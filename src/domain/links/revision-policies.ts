import type { RevisionPolicy } from '../../contract/links/history.ts';
import type { Plan } from '../../contract/plan.ts';

/** What the run of a revision has done with our policies, by its plan; what stayed is left out. */
export function revisionPolicies({
  request,
  roles,
}: Pick<Plan, 'request' | 'roles'>): RevisionPolicy[] {
  return roles
    .filter(({ before, after }) => before !== after)
    .map(({ role, policyName, before, after }) => ({
      role,
      policyName,
      change: request.rolePolicies === 'emit' ? 'emitted' : changeOf(before, after),
      before,
      after,
    }));
}

function changeOf(before: string | null, after: string | null) {
  if (before === null) return 'added';
  return after === null ? 'deleted' : 'replaced';
}

import type { Plan, RoleChange } from '../../contract/plan.ts';
import type { Access, Report } from '../../contract/report.ts';
import type { PoolRole, Slice } from '../../contract/slices.ts';
import type { StateInput } from '../../contract/states.ts';
import { policyNameOf } from '../../contract/link.ts';
import { emits } from '../policies/emitted-roles.ts';
import { permissionsIn } from '../policies/policy-document.ts';

type RunData = StateInput<'Close run'>;

/**
 * The report of a run: the outcome with its findings whole, the request as it was understood, and who
 * can do what now.
 */
export function reportOf(data: RunData, plan: Plan | null, outcome: Slice<'outcome'>): Report {
  const { run, request, failure, undoFailure } = data;
  return {
    version: '1',
    run,
    request,
    ...outcome.result,
    findings: plan?.findings ?? outcome.result.findings,
    access: accessNow(data, plan),
    failure,
    undoFailure,
  };
}

/** What the users of each role can do by our policy as it stands when the run has ended. */
function accessNow(data: RunData, plan: Plan | null): Access[] | null {
  if (plan === null) return null;
  return (data.identityPool?.settings?.roles ?? []).map((role) => {
    const change = plan.roles.find((candidate) => candidate.role === role.arn);
    return {
      principal: principalOf(role),
      role: role.arn,
      reach: role.reach,
      policyName: policyNameOf(plan),
      can: change ? standingPermissions(data, change) : [],
      others: change?.foreign ?? [],
    };
  });
}

/** As planned where the run carried its plan out, else as it was found. */
function standingPermissions(
  { request, published, applied, undone, failure }: RunData,
  { role, before, after }: RoleChange,
): Access['can'] {
  const done = published !== null || (applied !== null && undone?.committed === true);
  const carriedOut = done && !emits(request);
  if (carriedOut) return permissionsIn(after);
  // A refused run undoes what an earlier one had begun: what that one had found was not read here.
  const ofEarlierRun = failure === null && undone?.restored.includes(role);
  return ofEarlierRun ? null : permissionsIn(before);
}

function principalOf(role: PoolRole): string {
  switch (role.kind) {
    case 'authenticated':
      return 'signed-in users';
    case 'guest':
      return 'guests';
    case 'group':
      return `members of ${role.group}`;
  }
}

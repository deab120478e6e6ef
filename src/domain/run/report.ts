import type { Plan, RoleChange } from '../../contract/plan.ts';
import type { Access, Report } from '../../contract/report.ts';
import type { PoolRole, Slice } from '../../contract/slices.ts';
import type { StateInput } from '../../contract/states.ts';
import { policyNameOf } from '../../contract/link.ts';
import type { Principal } from '../policies/evaluator.ts';
import { permissionsIn } from '../policies/policy-document.ts';
import { whoCanWhat } from './who-can-what.ts';

type RunData = StateInput<'Close run'>;

/**
 * The report of a run: the outcome with its findings whole, the request as it was understood, and who
 * can do what now.
 */
export function reportOf(data: RunData, plan: Plan | null, outcome: Slice<'outcome'>): Report {
  const { run, request, failure, undoFailure } = data;
  const standing = plan === null ? [] : rolesNow(data, plan);
  return {
    version: '1',
    run,
    request,
    ...outcome.result,
    findings: plan?.findings ?? outcome.result.findings,
    access: plan && standing.map((role) => accessBy(role, plan)),
    whoCan: plan && whoCanWhat(standing.flatMap(principalsOf)),
    failure,
    undoFailure,
  };
}

/** A role as it stands when the run has ended. */
type StandingRole = {
  readonly role: PoolRole;
  /** Our policy; `null`: none. Absent: not known to this run. */
  readonly document?: string | null;
  readonly others: Access['others'];
};

function rolesNow(data: RunData, plan: Plan): readonly StandingRole[] {
  return (data.identityPool?.settings?.roles ?? []).map((role) => {
    const change = plan.roles.find((candidate) => candidate.role === role.arn);
    if (!change) return { role, document: null, others: [] };
    return { role, ...standingPolicy(data, change), others: change.foreign };
  });
}

/** As planned where the run carried its plan out, else as it was found. */
function standingPolicy(
  { published, applied, undone, failure }: RunData,
  { role, before, after }: RoleChange,
): Pick<StandingRole, 'document'> {
  const carriedOut = published !== null || (applied !== null && undone?.committed === true);
  if (carriedOut) return { document: after };
  // A refused run undoes what an earlier one had begun: what that one had found was not read here.
  const ofEarlierRun = failure === null && undone?.restored.includes(role);
  return ofEarlierRun ? {} : { document: before };
}

/** What the users of a role can do by our policy. */
function accessBy({ role, document, others }: StandingRole, plan: Plan): Access {
  return {
    principal: principalOf(role),
    role: role.arn,
    reach: role.reach,
    policyName: policyNameOf(plan),
    can: document === undefined ? null : permissionsIn(document),
    others,
  };
}

/** Those who get the role, with the policy that speaks for them, where it can be judged. */
function principalsOf({ role, document }: StandingRole): readonly Principal[] {
  const judgeable = document !== undefined && permissionsIn(document) !== null;
  if (!judgeable || role.reach === 'nobody') return [];
  return [{ principal: principalOf(role), documents: document === null ? [] : [document] }];
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

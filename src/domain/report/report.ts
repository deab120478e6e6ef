import { findingsOfRun, type EndingRun } from '../findings/of-run.ts';
import type { Plan, RoleChange } from '../../contract/plan.ts';
import type { Access, Report } from '../../contract/report.ts';
import { isPaired } from '../../contract/request.ts';
import type { PoolRole } from '../../contract/pool-settings.ts';
import type { Result } from '../../contract/result.ts';
import { policyNameOf, type IntendedRole } from '../../contract/link.ts';
import { restoreCommand, restoringWrites } from '../roles/undo.ts';
import { sha256 } from '../canonical.ts';
import { granteeWords } from '../../contract/grantee.ts';
import type { Principal } from '../iam/evaluator.ts';
import { deliveryOf } from '../roles/deliveries.ts';
import { permissionsIn } from '../iam/document.ts';
import { identityKeyOf } from '../trust/cognito-principal.ts';
import { whoCanWhat } from './who-can-what.ts';

type RunData = EndingRun;

/**
 * The report of a run: the outcome with its findings whole, the request as it was understood, the pools
 * as they were read, and who can do what now; with what is left to restore, the commands that do it by hand.
 */
export function reportOf(
  data: RunData,
  plan: Plan | null,
  result: Result,
  leftToRestore: readonly IntendedRole[] = [],
): Report {
  const { run, request, failure, undoFailure } = data;
  const standing = plan === null ? [] : rolesNow(data, plan);
  return {
    version: '1',
    run,
    request,
    ...result,
    userPool: data.userPool?.settings ?? null,
    identityPool: data.identityPool?.settings ?? null,
    findings: [...findingsOfRun(data, plan)],
    access: plan && standing.map((role) => accessBy(role, plan)),
    whoCan:
      plan &&
      (isPaired(request)
        ? whoCanWhat(identityKeyOf(request.identityPoolId), standing.flatMap(principalsOf))
        : []),
    failure,
    undoFailure,
    ...(leftToRestore.length > 0 && {
      restore: restoringWrites(leftToRestore).map(restoreCommand),
    }),
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
    if (change) return { role, ...standingPolicy(data, change, plan), others: change.foreign };
    const other = plan.otherRoles.find((candidate) => candidate.role === role.arn);
    return other ? { role, document: null, others: other.foreign } : { role, others: null };
  });
}

/**
 * As planned where the run carried its plan out, as Undo says where it restored something, else as it
 * was found; nothing where none of them is certain.
 */
function standingPolicy(
  { request, published, applied, undone, failure, undoFailure }: RunData,
  { role, before, after, write }: RoleChange,
  plan: Plan,
): Pick<StandingRole, 'document'> {
  const done = published !== null || (applied !== null && undone?.committed === true);
  const carriedOut = done ? deliveryOf(request).carriedOut({ before, after }) : null;
  if (carriedOut) return carriedOut;
  const restored = [...(undone?.restored ?? []), ...(applied?.restored ?? [])].find(
    (one) => one.role === role,
  );
  if (restored) {
    // What a run that died had found there is not what this one has read.
    const document = [before, after].find((text) => hashOf(text) === restored.sha256);
    return document === undefined ? {} : { document };
  }
  // Apply was to restore something and does not tell that it did: it failed, its answer was lost, or
  // somebody had written there.
  const isApplied = applied !== null || failure !== null;
  if (isApplied && plan.restoredFirst.includes(role)) return {};
  if (!write) return { document: before };
  // Undo ended half-way, or left the writes of this run to the one that took the link over.
  if (undoFailure !== null || undone?.restored === null) return {};
  // Apply found another policy than the plan had, and left it.
  return failure?.Error === 'PlanChanged' ? {} : { document: before };
}

function hashOf(document: string | null): string | null {
  return document === null ? null : sha256(document);
}

/** What the users of a role can do by our policy. */
function accessBy({ role, document, others }: StandingRole, plan: Plan): Access {
  return {
    principal: granteeWords(role),
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
  return [{ principal: granteeWords(role), documents: document === null ? [] : [document] }];
}

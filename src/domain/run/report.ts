import { findingsOf } from './close-run.ts';
import type { Plan, RoleChange } from '../../contract/plan.ts';
import type { Access, Report } from '../../contract/report.ts';
import type { PoolRole, Slice } from '../../contract/slices.ts';
import type { StateInput } from '../../contract/states.ts';
import { policyNameOf } from '../../contract/link.ts';
import { sha256 } from '../canonical.ts';
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
    findings: [...findingsOf(data, plan)],
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
    const other = plan.otherRoles.find((candidate) => candidate.role === role.arn);
    return {
      principal: principalOf(role),
      role: role.arn,
      reach: role.reach,
      policyName: policyNameOf(plan),
      can: change ? standingPermissions(data, change) : other ? [] : null,
      others: (change ?? other)?.foreign ?? null,
    };
  });
}

/**
 * As planned where the run carried its plan out, as Undo says where it put something back, else as it
 * was found; `null` where none of them is certain.
 */
function standingPermissions(
  { published, applied, undone, failure, undoFailure }: RunData,
  { role, before, after, write }: RoleChange,
): Access['can'] {
  const carriedOut = published !== null || (applied !== null && undone?.committed === true);
  if (carriedOut) return permissionsIn(after);
  if (!write) return permissionsIn(before);
  // Undo ended half-way, or left the writes of this run to the one that took the link over.
  if (undoFailure !== null || undone?.restored === null) return null;
  const putBack = undone?.restored.find((restored) => restored.role === role);
  if (putBack) {
    // What a run that died had found there is not what this one has read.
    const document = [before, after].find((text) => hashOf(text) === putBack.sha256);
    return document === undefined ? null : permissionsIn(document);
  }
  // Apply found another policy than the plan had, and left it.
  return failure?.Error === 'PlanChanged' ? null : permissionsIn(before);
}

function hashOf(document: string | null): string | null {
  return document === null ? null : sha256(document);
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

import { finding, type Finding } from '../../contract/findings.ts';
import { linkLabel, policyNameOf, type LinkItem } from '../../contract/link.ts';
import type { RoleChange } from '../../contract/plan.ts';
import type { ImportRequest } from '../../contract/request.ts';
import type { PoolRole } from '../../contract/slices.ts';
import { compareText, sha256 } from '../canonical.ts';
import { parseArn, roleNameOf } from '../ids.ts';
import { isSettled, knownDocuments } from '../link/link-record.ts';
import { requireGuarded } from './guardrails.ts';
import { countedSize, inlinePolicyLimit, policyDocument, sameDocument } from './policy-document.ts';
import type { RolePoliciesReading } from '../readings.ts';
import { storagePermissions } from './storage-grants.ts';
import { deniedReadings } from '../denied-readings.ts';

export type RolePlan = {
  readonly roles: readonly RoleChange[];
  readonly findings: readonly Finding[];
};

/**
 * The desired document of each role beside the one that stands: every role of the identity pool, and
 * every role on which the link has a policy. A role without any is left out.
 *
 * @throws PolicyFault when a document would go beyond what a grant may give
 */
export function planRoles(
  request: ImportRequest,
  poolRoles: readonly PoolRole[],
  readings: readonly RolePoliciesReading[],
  item: LinkItem,
): RolePlan {
  const plans = readings
    .toSorted((a, b) => compareText(a.roleArn, b.roleArn))
    .map((reading) => planRole(request, poolRoles, reading, item));
  return {
    roles: plans.flatMap(({ roles }) => roles),
    findings: plans.flatMap(({ findings }) => findings),
  };
}

function planRole(
  request: ImportRequest,
  poolRoles: readonly PoolRole[],
  { roleArn, ours, foreign }: RolePoliciesReading,
  item: LinkItem,
): RolePlan {
  const denied = deniedReadings(roleArn, [ours, foreign]);
  if (denied.length > 0) return { roles: [], findings: denied };
  // IAM knows no policies of a role that is gone, and none can be written there.
  if (foreign.status === 'not-found') return { roles: [], findings: [] };
  const before = ours.status === 'found' ? ours.value : null;
  const desired = desiredDocument(request, poolRoles, roleArn);
  if (desired !== null) requireGuarded(desired, { roleArn });
  // A policy that says the same in other words is ours already: nothing to write.
  const after =
    before !== null && desired !== null && sameDocument(before, desired) ? before : desired;
  const write = before !== after || !isSettled(item, roleArn, after);
  if (!write && after === null) return { roles: [], findings: [] };
  const others = foreign.status === 'found' ? [...foreign.value] : [];
  const policyName = policyNameOf(item);
  const budget = {
    used: others.reduce((sum, { size }) => sum + size, 0),
    need: after === null ? 0 : countedSize(after),
    limit: inlinePolicyLimit,
  };
  const change = { role: roleArn, policyName, before, after, write, budget, foreign: others };
  return {
    roles: [change],
    findings: [...driftFindings(change, request, item), ...budgetFindings(change)],
  };
}

function desiredDocument(
  request: ImportRequest,
  poolRoles: readonly PoolRole[],
  roleArn: string,
): string | null {
  const partition = parseArn(roleArn)?.partition ?? 'aws';
  const permissions = poolRoles
    .filter(({ arn }) => arn === roleArn)
    .flatMap((role) =>
      request.grants.storage.flatMap((grant) => storagePermissions(grant, role, partition)),
    );
  return policyDocument(permissions);
}

/** A policy of our name that is none of ours is overwritten only when the request says so. */
function driftFindings(
  { role, policyName, before, after }: RoleChange,
  request: ImportRequest,
  item: LinkItem,
): Finding[] {
  if (before === null || before === after || request.adopt) return [];
  if (knownDocuments(item, role).has(sha256(before))) return [];
  return [
    finding('POLICY_DRIFT', {
      subject: role,
      message: `The policy ${policyName} on ${role} was not written by ${linkLabel(item)} as it stands.`,
      found: before,
      ...(after !== null && { needed: after }),
      command: { roleName: roleNameOf(role), policyName },
    }),
  ];
}

function budgetFindings({ role, after, budget }: RoleChange): Finding[] {
  const total = budget.used + budget.need;
  if (after === null || total <= budget.limit) return [];
  const left = Math.max(budget.limit - budget.used, 0);
  return [
    finding('POLICY_BUDGET_EXCEEDED', {
      subject: role,
      message: `The inline policies of ${role} would come to ${total} characters without white space, ${total - budget.limit} more than IAM allows.`,
      found: `${budget.used} characters of other policies and ${budget.need} of ours`,
      needed: `at most ${budget.limit} characters together, of which ${left} are left`,
      command: { roleName: roleNameOf(role) },
    }),
  ];
}

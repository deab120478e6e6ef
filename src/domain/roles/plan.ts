import { finding, type Finding } from '../../contract/findings.ts';
import { inlinePolicyLimit } from '../../contract/quotas.ts';
import { policyNameOf, type LinkItem } from '../../contract/link.ts';
import type { OtherRole, RoleChange } from '../../contract/plan.ts';
import { isPaired, type RunRequest } from '../../contract/request.ts';
import type { PoolRole } from '../../contract/pool-settings.ts';
import { compareText } from '../canonical.ts';
import { isSettled } from '../link/link-record.ts';
import { requestedPermissions } from '../grants/categories.ts';
import { knownResources, type ResourceReadings } from '../grants/resources/readings.ts';
import { requireGuarded } from '../iam/guardrails.ts';
import { grantDenials } from './grant-denials.ts';
import { sharedRoleFindings } from './link-shares.ts';
import { countedSize, permissionsOf, policyDocument, sameDocument } from '../iam/document.ts';
import type { RolePoliciesReading } from '../readings.ts';
import { deniedReadings } from '../findings/denied-readings.ts';

export type RolePlan = {
  readonly roles: readonly RoleChange[];
  readonly otherRoles: readonly OtherRole[];
  readonly findings: readonly Finding[];
};

/** What the policies of roles are made from, beside what stands on them. */
type Wanted = {
  readonly request: RunRequest;
  readonly poolRoles: readonly PoolRole[];
  readonly resources: ResourceReadings;
  /** When the run began; `null`: nobody knows. */
  readonly now: string | null;
};

/**
 * The desired document of each role beside the one that stands: every role of the identity pool, and
 * every role on which the link has a policy. A role without any is one of the other roles; one whose
 * policies could not be read is neither.
 *
 * @throws PolicyFault when a document would go beyond what a grant may give
 */
export function planRoles(
  request: RunRequest,
  poolRoles: readonly PoolRole[],
  readings: readonly RolePoliciesReading[],
  item: LinkItem,
  resources: ResourceReadings,
  now: string | null = null,
): RolePlan {
  const plans = readings
    .toSorted((a, b) => compareText(a.roleArn, b.roleArn))
    .map((reading) => planRole({ request, poolRoles, resources, now }, reading, item));
  return {
    roles: plans.flatMap(({ roles }) => roles),
    otherRoles: plans.flatMap(({ otherRoles }) => otherRoles),
    findings: plans.flatMap(({ findings }) => findings),
  };
}

function planRole(
  wanted: Wanted,
  { roleArn, ours, foreign }: RolePoliciesReading,
  item: LinkItem,
): RolePlan {
  const denied = deniedReadings(roleArn, [ours, foreign]);
  if (denied.length > 0) return { roles: [], otherRoles: [], findings: denied };
  const read = foreign.status === 'found' ? foreign.value : [];
  const others = read.map(({ name, size }) => ({ name, size }));
  const nothingOfOurs = {
    roles: [],
    otherRoles: [{ role: roleArn, foreign: others }],
    findings: [],
  };
  // IAM knows no policies of a role that is gone, and none can be written there.
  if (foreign.status === 'not-found') return nothingOfOurs;
  const before = ours.status === 'found' ? ours.value : null;
  const desired = desiredDocument(wanted, roleArn);
  // A policy that says the same in other words is ours already: nothing to write.
  const after =
    before !== null && desired !== null && sameDocument(before, desired) ? before : desired;
  const write = before !== after || !isSettled(item, roleArn, after);
  if (!write && after === null) return nothingOfOurs;
  const policyName = policyNameOf(item);
  const budget = {
    used: others.reduce((sum, { size }) => sum + size, 0),
    need: after === null ? 0 : countedSize(after),
    limit: inlinePolicyLimit,
  };
  const change = { role: roleArn, policyName, before, after, write, budget, foreign: others };
  return {
    roles: [change],
    otherRoles: [],
    findings: [
      ...denyFindings(change),
      ...grantDenials(change, read, wanted.resources, { notBefore: wanted.now }),
      ...sharedRoleFindings(change, item),
    ],
  };
}

/** One document for all who hold the role: each of them gets what the request grants to any of them. */
function desiredDocument(
  { request, poolRoles, resources }: Wanted,
  roleArn: string,
): string | null {
  if (!isPaired(request)) return null;
  const { identityPoolId } = request;
  const holders = poolRoles.filter(({ arn }) => arn === roleArn);
  const known = knownResources(request, roleArn, resources);
  const document = known && policyDocument(requestedPermissions(request, holders, known));
  if (document !== null) requireGuarded(document, { roleArn, identityPoolId });
  return document;
}

/**
 * IAM has no words for "this path but for that one" other than a Deny (NotResource would grant
 * everything else), and a Deny takes from every policy of the role: whose they are is said.
 */
function denyFindings({ role, policyName, after, foreign }: RoleChange): Finding[] {
  const denied = ((after === null ? null : permissionsOf(after)) ?? [])
    .filter(({ effect }) => effect === 'Deny')
    .flatMap(({ resource, condition }) => condition?.StringLike?.['s3:prefix'] ?? [resource]);
  if (denied.length === 0 || foreign.length === 0) return [];
  return [
    finding('DENY_ON_SHARED_ROLE', {
      role,
      policyName,
      denied: [...new Set(denied)],
      otherPolicies: foreign.map(({ name }) => name),
    }),
  ];
}

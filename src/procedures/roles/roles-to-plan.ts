import type { RunRequest } from '../../contract/request.ts';
import type { PoolRole } from '../../contract/pool-settings.ts';
import type { RolePoliciesReading } from '../../domain/readings.ts';
import { grantedCategories } from '../../domain/grants/granted-to.ts';
import type { RoleReads } from '../account/port.ts';
import { readRolePolicies } from '../account/read-account.ts';

/** Roles of a plan: those of the identity pool as they were judged, and others of the link by ARN. */
export type RolesToPlan = {
  readonly request: RunRequest;
  readonly poolRoles: readonly PoolRole[];
  readonly others: readonly string[];
  readonly policyName: string;
  /** Whether it has to be known what the owners of the others allow. */
  readonly withOwners: boolean;
};

/**
 * The policies of roles, and in the same wave what bounds those that may get a grant, and the roles
 * that only our ledger names: nobody has looked at them in this run.
 */
export async function readRolesToPlan(
  { request, poolRoles, others, policyName, withOwners }: RolesToPlan,
  roles: RoleReads,
): Promise<readonly RolePoliciesReading[]> {
  const arns = [...new Set([...poolRoles.map(({ arn }) => arn), ...others])];
  const unseen = arns.filter((roleArn) => !poolRoles.some(({ arn }) => arn === roleArn));
  const boundaries =
    grantedCategories(request).length > 0
      ? new Set(poolRoles.flatMap(({ boundary }) => boundary ?? []))
      : new Set<string>();
  const [policies, owners, documents] = await Promise.all([
    readRolePolicies(arns, policyName, roles),
    readEach(withOwners ? unseen : [], (roleArn) => roles.role(roleArn)),
    readEach([...boundaries], (policyArn) => roles.boundary(policyArn)),
  ]);
  return policies.map((reading) => {
    const role = owners.get(reading.roleArn);
    const bounded = poolRoles.find(({ arn }) => arn === reading.roleArn)?.boundary;
    const boundary = documents.get(bounded ?? '');
    return { ...reading, ...(role && { role }), ...(boundary && { boundary }) };
  });
}

async function readEach<Value>(
  names: readonly string[],
  read: (name: string) => Promise<Value>,
): Promise<ReadonlyMap<string, Value>> {
  return new Map(await Promise.all(names.map(async (name) => [name, await read(name)] as const)));
}

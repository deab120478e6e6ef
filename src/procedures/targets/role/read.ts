import { allowTagName } from '../../../contract/allow.ts';
import {
  functionPolicyNameOf,
  linkLabel,
  linkOfPolicy,
  type LinkName,
} from '../../../contract/link.ts';
import { roleFactsOf } from '../../../domain/pools/role-facts.ts';
import { otherLinksOn } from '../../../domain/roles/link-shares.ts';
import type { Reading, RoleDescription, RolePoliciesReading } from '../../../domain/readings.ts';
import type { ConcernedTarget } from '../../../domain/targets/plan-targets.ts';
import type { RoleTargetFacts } from '../../../domain/targets/role/rules.ts';
import type { SeenTarget } from '../../../domain/targets/target-kind.ts';
import { readRolePolicies } from '../../account/read-account.ts';
import type { Services } from '../../ports.ts';
import type { PlannedBy } from '../target-steps.ts';

/** Looks at the execution role of functions for a plan: our policy, the others for the size, the boundary. */
export async function readRole(
  { roleArn }: ConcernedTarget,
  link: LinkName,
  { roles }: Pick<Services, 'roles'>,
  plannedBy: PlannedBy,
): Promise<Reading<SeenTarget<RoleTargetFacts>>> {
  if (roleArn === null) return { status: 'not-found' };
  const policyName = functionPolicyNameOf(link);
  const [role, policies] = await Promise.all([
    roles.role(roleArn),
    plannedBy === 'removal'
      ? onlyOurs(roleArn, policyName, roles)
      : readRolePolicies([roleArn], policyName, roles).then(([first]) => first),
  ]);
  if (role.status !== 'found') return role;
  if (!policies) return { status: 'not-found' };
  const denied = [policies.ours, policies.foreign].find(({ status }) => status === 'denied');
  if (denied?.status === 'denied') return denied;
  const { boundary } = role.value;
  const bounds =
    boundary === null || plannedBy === 'removal' ? null : await roles.boundary(boundary);
  return { status: 'found', value: seenRole(role.value, policies, link, bounds) };
}

/** Of a role that is given back nobody has to know what else is on it. */
async function onlyOurs(
  roleArn: string,
  policyName: string,
  roles: Services['roles'],
): Promise<RolePoliciesReading> {
  const ours = await roles.policy(roleArn, policyName);
  return { roleArn, ours, foreign: { status: 'found', value: [] } };
}

function seenRole(
  role: RoleDescription,
  { ours, foreign }: RolePoliciesReading,
  link: LinkName,
  boundary: Reading<string> | null,
): SeenTarget<RoleTargetFacts> {
  const others = foreign.status === 'found' ? foreign.value : [];
  const policyName = functionPolicyNameOf(link);
  const bytes = others.reduce((sum, { size }) => sum + size, 0);
  return {
    arn: role.arn,
    tag: role.tags[allowTagName] ?? null,
    // A policy of our name is no secret: it is shown before it is replaced.
    ours: ours.status === 'found' ? { [policyName]: { value: ours.value } } : {},
    foreign: { count: others.length, bytes },
    executionRole: null,
    facts: {
      role: roleFactsOf({ status: 'found', value: role }),
      used: bytes,
      links: others.flatMap(({ name }) => {
        const owner = linkOfPolicy(name);
        return owner?.on === 'function role' ? [linkLabel(owner)] : [];
      }),
      shares: otherLinksOn(others, link),
      policies: others,
      boundary,
    },
  };
}

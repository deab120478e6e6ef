import type { Slice } from '../../../src/contract/slices.ts';
import type {
  GroupDescription,
  RoleDescription,
  RoleMapping,
} from '../../../src/domain/readings.ts';
import { providerNameOf } from '../../../src/domain/ids.ts';
import type { ClientRoles } from '../../../src/domain/reach/role-sources.ts';
import { knownTokenOf } from '../../../src/domain/reach/token-claims.ts';
import { anAuthRole } from './identity-pool.ts';
import { authRoleArn, userPoolId, webClientId } from './ids.ts';
import { userPoolSlice } from './plan.ts';
import { authSettings } from './settings.ts';

/** The role of a group of the sample pool. */
export function groupRoleArn(group: string): string {
  return `arn:aws:iam::111122223333:role/${group}-group`;
}

/** A group with a role of its own and no precedence. */
export function aGroup(name: string, overrides: Partial<GroupDescription> = {}): GroupDescription {
  return { name, precedence: null, roleArn: groupRoleArn(name), ...overrides };
}

/** The role of a group, which trusts signed-in users of the sample identity pool. */
export function aGroupRole(
  group: string,
  overrides: Partial<RoleDescription> = {},
): RoleDescription {
  return anAuthRole({ arn: groupRoleArn(group), path: '/', ...overrides });
}

/** The groups of the scenario S6: two with a role, one without. */
export const admins = aGroup('admins', { precedence: 1 });
export const staff = aGroup('staff', { precedence: 5 });
export const beta = aGroup('beta', { roleArn: null });

/** How the sample web client gets its users their role: by token, everybody else as signed in. */
export function aRoleMapping(overrides: Partial<RoleMapping> = {}): RoleMapping {
  return {
    provider: `${providerNameOf(userPoolId)}:${webClientId}`,
    type: 'Token',
    otherwise: 'AuthenticatedRole',
    rules: [],
    ...overrides,
  };
}

/** A rule that gives members of a group a role: their own, unless another is named. */
export function aRule(
  group: string,
  overrides: Partial<RoleMapping['rules'][number]> = {},
): RoleMapping['rules'][number] {
  return {
    claim: 'cognito:groups',
    match: 'Contains',
    value: group,
    roleArn: groupRoleArn(group),
    ...overrides,
  };
}

/** The tokens that the sample web client gets, as Cognito itself makes them. */
export const plainToken = knownTokenOf(userPoolId, webClientId, {
  updatedIssuer: false,
  rewritten: false,
  writable: ['email', 'name'],
  claimable: [],
  readable: null,
});

/** How users of a client get their role: all as signed in, of a pool with the groups of S6. */
export function clientRoles(overrides: Partial<ClientRoles> = {}): ClientRoles {
  return {
    client: { id: 'web', name: null },
    provider: 'provider:web',
    mapping: null,
    authenticated: authRoleArn,
    groups: [admins, staff, beta],
    groupsKnown: true,
    token: plainToken,
    ...overrides,
  };
}

/** A user pool in order with some groups, of which a request grants something to some. */
export function poolWithGroups(
  groups: readonly GroupDescription[],
  granted: readonly string[] = [],
): Slice<'userPool'> {
  const named = groups.filter(({ name }) => granted.includes(name));
  return userPoolSlice({
    settings: authSettings({ groups: [...groups] }),
    grantedGroups: named.map(({ name, roleArn }) => ({ name, roleArn })),
  });
}

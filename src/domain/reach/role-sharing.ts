import { finding, type Finding } from '../../contract/findings.ts';
import type { RoleWay } from '../../contract/findings/role-ways.ts';
import type { RolePlace } from '../../contract/findings/role-place.ts';
import type { PairedRequest } from '../../contract/request.ts';
import type { GroupDescription, IdentityPoolDescription, IdentityPoolRoles } from '../readings.ts';
import { hasAllOfGroup, usersHaveAllOf } from './group-offer.ts';
import { otherLoginsOf, type OtherLogin } from './other-logins.ts';
import {
  fallsBack,
  groupClaim,
  liveRules,
  picksByGroup,
  sureRule,
  type Rule,
} from './role-choice.ts';
import { unpublishedClientsOf, type ClientRoles, type UserPoolRoles } from './role-sources.ts';
import { canBeMet } from './token-claims.ts';

/** Ways to a role past the published clients: other logins, and other app clients of the user pool. */
export type OtherWays = {
  readonly logins: readonly OtherLogin[];
  readonly clients: readonly ClientRoles[];
};

/** Those of an identity pool; none where it was not read. */
export function otherWaysOf(
  userPoolId: string,
  userPool: UserPoolRoles,
  pool: IdentityPoolDescription | undefined,
  roles: IdentityPoolRoles | undefined,
): OtherWays {
  if (!pool || !roles) return { logins: [], clients: [] };
  return {
    logins: otherLoginsOf(userPoolId, pool, roles),
    clients: unpublishedClientsOf(userPoolId, userPool, pool, roles),
  };
}

/**
 * Who else gets the role of a granted group, asked of every way to it. Users of the pool to whom the
 * same is granted gain nothing by it, nor do logins that bring the authenticated role as well.
 */
export function sharedFindings(
  request: PairedRequest,
  group: GroupDescription & { readonly roleArn: string },
  published: readonly ClientRoles[],
  others: OtherWays,
  rolesIn: RolePlace,
): Finding[] {
  const role = group.roleArn;
  const usersHaveIt = usersHaveAllOf(request, group.name);
  const [clients, unpublished] = usersHaveIt ? [[], []] : [published, others.clients];
  const isFallback = (client: ClientRoles) => client.authenticated === role && fallsBack(client);
  const ungrouped = clients.some(isFallback);
  const groups = [...clients, ...unpublished].flatMap((client) =>
    otherGroups(request, group, client),
  );
  const logins = [
    ...(ungrouped ? [] : unpublished.filter(isFallback).map(({ provider }) => provider)),
    ...others.logins
      .filter(({ roles }) => roles.includes(role))
      .filter(({ roles }) => !usersHaveIt || !bringsRoleOfUsers(roles, published))
      .map(({ login }) => login),
  ];
  const ways: readonly RoleWay[] = [
    ...clients.flatMap((client) => waysByRule(request, group, client)),
    ...unpublished.flatMap((client) =>
      waysByRule(request, group, client).map((way) => ({ ...way, client: client.client.id })),
    ),
    ...logins.map((login) => ({ by: 'login' as const, login })),
  ];
  if (!ungrouped && groups.length === 0 && ways.length === 0) return [];
  return [
    finding('GROUP_ROLE_SHARED', {
      role,
      group: group.name,
      ungrouped,
      groups: [...new Set(groups)],
      ...(ways.length > 0 && { ways: distinct(ways) }),
      userPool: request.userPoolId,
      rolesIn,
    }),
  ];
}

/** Whether roles hold the authenticated one, by which whoever gets it has what users are granted. */
function bringsRoleOfUsers(roles: readonly string[], clients: readonly ClientRoles[]): boolean {
  return clients.some(
    ({ authenticated }) => authenticated !== null && roles.includes(authenticated),
  );
}

/** Groups may share a role: where the token chooses by it, both are granted what either is. */
function otherGroups(
  request: PairedRequest,
  group: GroupDescription,
  { mapping, groups }: ClientRoles,
): readonly string[] {
  if (mapping?.type !== 'Token') return [];
  return groups
    .filter(({ name, roleArn }) => roleArn === group.roleArn && name !== group.name)
    .filter(({ name }) => !hasAllOfGroup(request, name, group.name))
    .map(({ name }) => name);
}

/** Rules that give the role to others than members of the group. */
function waysByRule(
  request: PairedRequest,
  group: GroupDescription,
  client: ClientRoles,
): readonly Extract<RoleWay, { by: 'rule' }>[] {
  if (client.mapping?.type !== 'Rules') return [];
  const sure = sureRule(client, null);
  return liveRules(client, null)
    .filter((rule) => rule.roleArn === group.roleArn && picksOthers(request, rule, group, client))
    .map((rule) => ({
      by: 'rule',
      rule: { claim: rule.claim, match: rule.match, value: rule.value },
      all: rule === sure,
      writable: canBeMet(rule, client.token),
    }));
}

/** Whether a rule picks others than members of the group, and of groups that are granted the same. */
function picksOthers(
  request: PairedRequest,
  rule: Rule,
  group: GroupDescription,
  { groups, groupsKnown }: ClientRoles,
): boolean {
  if (rule.claim !== groupClaim || !picksByGroup(rule)) return true;
  const others = groups.filter(
    ({ name }) =>
      name !== group.name &&
      (rule.match === 'Equals' ? name === rule.value : name.includes(rule.value)),
  );
  if (others.some(({ name }) => !hasAllOfGroup(request, name, group.name))) return true;
  return rule.value !== group.name && others.length === 0 && !groupsKnown;
}

function distinct(ways: readonly RoleWay[]): RoleWay[] {
  return [...new Map(ways.map((way) => [JSON.stringify(way), way])).values()];
}

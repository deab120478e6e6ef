import { finding, type Finding } from '../../contract/findings.ts';
import type { RoleWay } from '../../contract/findings/role-ways.ts';
import type { RolePlace } from '../../contract/findings/role-place.ts';
import type { PairedRequest } from '../../contract/request.ts';
import type { GroupDescription } from '../readings.ts';
import { hasAllOfGroup, usersHaveAllOf } from './group-offer.ts';
import type { OtherLogin } from './other-logins.ts';
import { groupClaim, liveRules, picksByGroup, sureRule, type Rule } from './role-choice.ts';
import type { ClientRoles } from './role-sources.ts';
import { canBeMet } from './token-claims.ts';

/** Who else gets the role of a granted group, asked of every way to it. */
export function sharedFindings(
  request: PairedRequest,
  group: GroupDescription & { readonly roleArn: string },
  clients: readonly ClientRoles[],
  logins: readonly OtherLogin[],
  rolesIn: RolePlace,
): Finding[] {
  const role = group.roleArn;
  const ungrouped = clients.some((client) => client.authenticated === role && fallsBack(client));
  const groups = [...new Set(clients.flatMap((client) => otherGroups(request, group, client)))];
  const ways = [
    ...clients.flatMap((client) => waysByRule(request, group, client)),
    ...logins
      .filter(({ roles }) => roles.includes(role))
      .map(({ login }): RoleWay => ({ by: 'login', login })),
  ];
  if (!ungrouped && groups.length === 0 && ways.length === 0) return [];
  return [
    finding('GROUP_ROLE_SHARED', {
      role,
      group: group.name,
      ungrouped,
      groups,
      ...(ways.length > 0 && { ways: distinct(ways) }),
      userPool: request.userPoolId,
      rolesIn,
    }),
  ];
}

/** Whether users for whom the mapping finds no role are there, and get the authenticated one. */
function fallsBack(client: ClientRoles): boolean {
  if (!client.mapping) return true;
  return client.mapping.otherwise === 'AuthenticatedRole' && !sureRule(client, null);
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

/** Rules that give the role to others than members of the group, unless all have the grants anyway. */
function waysByRule(
  request: PairedRequest,
  group: GroupDescription,
  client: ClientRoles,
): readonly RoleWay[] {
  if (client.mapping?.type !== 'Rules' || usersHaveAllOf(request, group.name)) return [];
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

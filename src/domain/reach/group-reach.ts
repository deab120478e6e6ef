import { finding, type Finding } from '../../contract/findings.ts';
import type { RolePlace } from '../../contract/findings/role-place.ts';
import type { PairedRequest } from '../../contract/request.ts';
import type { GroupDescription } from '../readings.ts';
import { choicesThere } from './handed-roles.ts';
import { reachOfGroup } from './reach.ts';
import { liveRules, picksByGroup, sureRule } from './role-choice.ts';
import { sharedFindings, type OtherWays } from './role-sharing.ts';
import { mappingFacts, pickersOf, type ClientRoles } from './role-sources.ts';
import { claimMeets } from './token-claims.ts';

/** A grant to a group is made on its role, which users get by a role mapping only. */
export function groupReachFindings(
  request: PairedRequest,
  group: GroupDescription,
  clients: readonly ClientRoles[],
  others: OtherWays,
  rolesIn: RolePlace,
): Finding[] {
  const { roleArn } = group;
  if (roleArn === null) return [roleMissing(request, group, clients, rolesIn)];
  const barred = clients.filter((client) => reachOfGroup(client, group) === 'nobody');
  return [
    ...nobodyFindings(request, group, roleArn, barred, clients),
    ...sharedFindings(request, { ...group, roleArn }, clients, others, rolesIn),
  ];
}

function roleMissing(
  request: PairedRequest,
  group: GroupDescription,
  clients: readonly ClientRoles[],
  rolesIn: RolePlace,
): Finding {
  const { name } = group;
  const byRule = clients
    .flatMap((client) =>
      liveRules(client, group).filter(({ roleArn }) => !client.absent?.has(roleArn)),
    )
    .find((rule) => picksByGroup(rule) && rule.value === name);
  return finding('GROUP_ROLE_MISSING', {
    group: name,
    byRule: byRule?.roleArn ?? null,
    userPool: request.userPoolId,
    rolesIn,
  });
}

function nobodyFindings(
  request: PairedRequest,
  group: GroupDescription,
  role: string,
  barred: readonly ClientRoles[],
  clients: readonly ClientRoles[],
): Finding[] {
  const [first] = barred;
  if (!first) return [];
  return [
    finding('GRANT_REACHES_NOBODY', {
      role,
      identityPool: request.identityPoolId,
      grantee: { kind: 'group', group: group.name },
      ...mappingFacts(barred),
      instead: [...choicesThere(first, group)],
      ...(first.authenticated === null && { noFallback: true as const }),
      pickedBy: pickersOf(barred, group),
      givenBehind: barred.every((client) => isGivenBehind(client, group, role)),
      othersGetIt: clients.length > barred.length,
      remedy: null,
    }),
  ];
}

/** Whether a rule that would give its role to members of a group stands behind one that picks all of them. */
function isGivenBehind(source: ClientRoles, group: GroupDescription, role: string): boolean {
  const rules = source.mapping?.rules ?? [];
  const sure = sureRule(source, group);
  const behind = sure ? rules.slice(rules.indexOf(sure) + 1) : [];
  return behind.some(
    (rule) =>
      rule.roleArn === role &&
      picksByGroup(rule) &&
      claimMeets(rule.match, group.name, rule.value) === true,
  );
}

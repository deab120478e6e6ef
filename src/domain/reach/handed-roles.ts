import type { Handing } from '../../contract/findings/handed-role.ts';
import type { PairedRequest } from '../../contract/request.ts';
import { grantsTo } from '../grants/granted-to.ts';
import type { GroupDescription } from '../readings.ts';
import { choicesOf, liveRules, type Choices } from './role-choice.ts';
import type { ClientRoles } from './role-sources.ts';

/** A role that users may be given, and by what they are led to it. */
export type HandedRole = { readonly role: string; readonly ways: readonly Handing[] };

/** Every role to which a rule or a group leads users of the published clients. */
export function handedRolesOf(clients: readonly ClientRoles[]): readonly HandedRole[] {
  const handed = clients.flatMap(handingsOf);
  const roles = [...new Set(handed.map(({ role }) => role))];
  return roles.map((role) => ({
    role,
    ways: distinct(handed.flatMap((one) => (one.role === role ? [one.way] : []))),
  }));
}

/** Whether users are granted something who may be led to a role. */
export function isGrantedOnTheWay(
  request: PairedRequest,
  role: string,
  clients: readonly ClientRoles[],
  grantedGroups: readonly GroupDescription[],
): boolean {
  return (
    grantsTo(request, { kind: 'authenticated' }) ||
    grantedGroups.some((group) => clients.some((client) => choicesOf(client, group).has(role)))
  );
}

/** The choices of users or of a group's members: a role that is not there gives nobody credentials. */
export function choicesThere(client: ClientRoles, group: GroupDescription | null): Choices {
  const roles = [...choicesOf(client, group)];
  return new Set(roles.map((role) => (role !== null && client.absent?.has(role) ? null : role)));
}

function handingsOf(
  client: ClientRoles,
): readonly { readonly role: string; readonly way: Handing }[] {
  if (client.mapping?.type === 'Rules')
    return liveRules(client, null).map(({ roleArn: role, claim, match, value }) => ({
      role,
      way: { by: 'rule', rule: { claim, match, value } },
    }));
  if (client.mapping?.type !== 'Token') return [];
  return client.groups.flatMap(({ name, roleArn }) =>
    roleArn === null ? [] : [{ role: roleArn, way: { by: 'group', group: name } as const }],
  );
}

function distinct(ways: readonly Handing[]): readonly Handing[] {
  return [...new Map(ways.map((way) => [JSON.stringify(way), way])).values()];
}

import { finding, type Finding } from '../../contract/findings.ts';
import type { GroupRemedy } from '../../contract/findings/reach-words.ts';
import type { PairedRequest } from '../../contract/request.ts';
import { grantsTo } from '../grants/granted-to.ts';
import { groupRemedy, hasAllOfUsers } from './group-offer.ts';
import { reachByGroups, reachOfUsers, reachOverClients } from './reach.ts';
import { choicesOf, mayBeRewritten, mayHoldMore } from './role-choice.ts';
import { mappingFacts, pickersOf, type ClientRoles } from './role-sources.ts';

/**
 * A grant to signed-in users is made on the authenticated role. Where a role mapping gives them
 * others, the grant passes them by: the finding offers it to their groups.
 */
export function userReachFindings(
  request: PairedRequest,
  authenticated: string,
  clients: readonly ClientRoles[],
): Finding[] {
  if (!grantsTo(request, { kind: 'authenticated' })) return [];
  const reaches = clients.map((client) => ({ client, reach: reachOfUsers(client) }));
  const of = (...wanted: readonly string[]) =>
    reaches.filter(({ reach }) => wanted.includes(reach)).map(({ client }) => client);
  return [
    ...nobodyFindings(request, authenticated, of('nobody'), clients),
    ...partlyFindings(request, authenticated, of('ungrouped', 'some')),
    ...unknownFindings(request, authenticated, of('unknown')),
  ];
}

/**
 * Groups that were not read may have any role, and a trigger may name any in a token: neither that it
 * reaches users nor that it does not is known.
 */
function unknownFindings(
  request: PairedRequest,
  role: string,
  clients: readonly ClientRoles[],
): Finding[] {
  if (clients.length === 0) return [];
  const facts = { role, ...mappingFacts(clients) };
  const rewritten = clients.filter(mayBeRewritten);
  if (rewritten.length === 0) return [finding('GRANT_REACH_UNKNOWN', { ...facts, trigger: null })];
  const trigger = {
    byGroups: reachOverClients(rewritten.map(reachByGroups)),
    remedy: remedyFor(request, role, rewritten),
  };
  return [finding('GRANT_REACH_UNKNOWN', { ...facts, trigger })];
}

function nobodyFindings(
  request: PairedRequest,
  authenticated: string,
  barred: readonly ClientRoles[],
  clients: readonly ClientRoles[],
): Finding[] {
  if (barred.length === 0) return [];
  return [
    finding('GRANT_REACHES_NOBODY', {
      role: authenticated,
      identityPool: request.identityPoolId,
      grantee: { kind: 'authenticated' },
      ...mappingFacts(barred),
      instead: rolesThere(barred),
      pickedBy: pickersOf(barred, null),
      givenBehind: false,
      othersGetIt: clients.length > barred.length,
      remedy: remedyFor(request, authenticated, barred),
    }),
  ];
}

function partlyFindings(
  request: PairedRequest,
  authenticated: string,
  partial: readonly ClientRoles[],
): Finding[] {
  if (partial.length === 0) return [];
  const groups = divertedGroups(authenticated, partial);
  const byToken = partial.every(({ mapping }) => mapping?.type === 'Token');
  const falls = partial.every(({ mapping }) => mapping?.otherwise === 'AuthenticatedRole');
  // Whoever is led to another role has the grant there already.
  const covered = byToken && falls && groups.every((name) => hasAllOfUsers(request, name));
  const unsure = partial.filter(mayHoldMore);
  if (covered) return unknownFindings(request, authenticated, unsure);
  return [
    finding('GRANT_REACHES_UNGROUPED_ONLY', {
      role: authenticated,
      ...mappingFacts(partial),
      roles: rolesThere(partial),
      groups,
      pickedBy: pickersOf(partial, null),
      moreGroups: unsure.length > 0,
      remedy: remedyFor(request, authenticated, partial),
    }),
  ];
}

/** Groups whose role users get in place of the authenticated one. */
function divertedGroups(
  authenticated: string,
  clients: readonly ClientRoles[],
  roles = rolesOf(clients),
): readonly string[] {
  const names = clients.flatMap(({ groups }) =>
    groups.flatMap(({ name, roleArn }) =>
      roleArn !== null && roleArn !== authenticated && roles.includes(roleArn) ? [name] : [],
    ),
  );
  return [...new Set(names)];
}

/** What those groups could be granted: on a role that is not there, nothing. */
function remedyFor(
  request: PairedRequest,
  authenticated: string,
  clients: readonly ClientRoles[],
): GroupRemedy {
  return groupRemedy(request, divertedGroups(authenticated, clients, rolesThere(clients)));
}

/** The roles that users of the clients are led to in place of the authenticated one. */
function rolesOf(clients: readonly ClientRoles[]): readonly string[] {
  const roles = clients.flatMap((client) =>
    [...choicesOf(client, null)].flatMap((role) =>
      role !== null && role !== client.authenticated ? [role] : [],
    ),
  );
  return [...new Set(roles)];
}

/** Those of them that may be there. */
function rolesThere(clients: readonly ClientRoles[]): readonly string[] {
  return rolesOf(clients).filter((role) => !clients.some(({ absent }) => absent?.has(role)));
}

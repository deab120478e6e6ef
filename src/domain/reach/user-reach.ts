import { finding, type Finding } from '../../contract/findings.ts';
import type { RunRequest } from '../../contract/request.ts';
import { clientsWords } from '../../contract/named-client.ts';
import { listing } from '../../contract/text.ts';
import { grantsTo } from '../grants/granted-to.ts';
import { groupOffers, hasAllOfUsers } from './group-offer.ts';
import { reachOfUsers } from './reach.ts';
import { choicesOf, mayHoldMore } from './role-choice.ts';
import type { ClientRoles } from './role-sources.ts';

/**
 * A grant to signed-in users is made on the authenticated role. Where a role mapping gives them
 * others, the grant passes them by: the finding offers it to their groups.
 */
export function userReachFindings(
  request: RunRequest,
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
    ...unknownFindings(authenticated, of('unknown')),
  ];
}

/** Groups that were not read may have any role: neither that it reaches users nor that it does not is known. */
function unknownFindings(authenticated: string, clients: readonly ClientRoles[]): Finding[] {
  if (clients.length === 0) return [];
  const denies = clients.some(({ mapping }) => mapping?.otherwise === 'Deny');
  return [
    finding('GRANT_REACH_UNKNOWN', {
      subject: authenticated,
      message:
        `Grants to signed-in users are made on the authenticated role ${authenticated}. Whom of those who sign in through ${named(clients)} they reach hangs on the roles of their groups, and not all groups were read: ` +
        (denies
          ? 'users get that role only where it is the role of a group of theirs.'
          : 'members of a group with another role will not get this; everybody else does.'),
      found: mappingKinds(clients),
      needed: 'the roles of all groups',
    }),
  ];
}

function nobodyFindings(
  request: RunRequest,
  authenticated: string,
  barred: readonly ClientRoles[],
  clients: readonly ClientRoles[],
): Finding[] {
  if (barred.length === 0) return [];
  const groups = divertedGroups(authenticated, barred);
  const offers = groupOffers(request, groups);
  const others = clients.length - barred.length;
  return [
    finding('GRANT_REACHES_NOBODY', {
      subject: authenticated,
      severity: others > 0 ? 'warning' : 'error',
      message: `Grants to signed-in users are made on the authenticated role ${authenticated}, and reach nobody who signs in through ${named(barred)}: ${mappingsInWords(barred)}.`,
      found: mappingKinds(barred),
      needed: listing(rolesOf(barred)) || 'a role that users get',
      resolution: offerSentence(
        'Grant it to the groups, whose roles users do get',
        offers,
        groups.length === 0
          ? 'Let the role mapping fall back to the authenticated role, or give groups of the user pool the roles that users get, and grant it to those.'
          : groups.every((name) => hasAllOfUsers(request, name))
            ? 'Leave out what signed-in users are granted: the groups are granted the same.'
            : 'Let the role mapping fall back to the authenticated role: what users are granted of their own alone cannot be granted to a group.',
      ),
    }),
  ];
}

function partlyFindings(
  request: RunRequest,
  authenticated: string,
  partial: readonly ClientRoles[],
): Finding[] {
  const groups = divertedGroups(authenticated, partial);
  const byToken = partial.every(({ mapping }) => mapping?.type === 'Token');
  const falls = partial.every(({ mapping }) => mapping?.otherwise === 'AuthenticatedRole');
  // Whoever is led to another role has the grant there already.
  const covered = byToken && falls && groups.every((name) => hasAllOfUsers(request, name));
  if (partial.length === 0) return [];
  if (covered) return unknownFindings(authenticated, partial.filter(mayHoldMore));
  const roles = rolesOf(partial);
  const inNone = partial.some(mayHoldMore) ? 'users in no group with a role' : inNoSuchGroup;
  const rest = byToken ? inNone : 'users whom no rule picks';
  return [
    finding('GRANT_REACHES_UNGROUPED_ONLY', {
      subject: authenticated,
      message:
        `Grants to signed-in users are made on the authenticated role ${authenticated}. Of those who sign in through ${named(partial)}, ` +
        (falls
          ? `${passedBy(groups, byToken)} will not get this; ${rest} do.`
          : 'only those whom a group or a rule gives that role get this.'),
      found: mappingKinds(partial),
      ...(roles.length > 0 && { needed: `the grant on ${listing(roles)} as well` }),
      resolution: offerSentence(
        'Grant it to the groups as well',
        groupOffers(request, groups),
        groups.length === 0
          ? 'Nothing to do if that is meant; else give groups of the user pool those roles, and grant it to the groups.'
          : 'Nothing to do if that is meant: what users are granted of their own alone cannot be granted to a group.',
      ),
    }),
  ];
}

const inNoSuchGroup = 'users in no such group';

function passedBy(groups: readonly string[], byToken: boolean): string {
  const members = groups.length > 0 ? `members of ${listing(groups)}` : '';
  if (byToken) return members || 'members of groups with a role';
  return `users whom a rule gives another role${members && ` (the one of ${listing(groups)})`}`;
}

/** Groups whose role is handed out in place of the authenticated one. */
function divertedGroups(authenticated: string, clients: readonly ClientRoles[]): readonly string[] {
  const roles = new Set(rolesOf(clients));
  const names = clients.flatMap(({ groups }) =>
    groups.flatMap(({ name, roleArn }) =>
      roleArn !== null && roleArn !== authenticated && roles.has(roleArn) ? [name] : [],
    ),
  );
  return [...new Set(names)];
}

/** The roles that users of the clients get in place of the authenticated one. */
function rolesOf(clients: readonly ClientRoles[]): readonly string[] {
  const roles = clients.flatMap((client) =>
    [...choicesOf(client, null)].flatMap((role) =>
      role !== null && role !== client.authenticated ? [role] : [],
    ),
  );
  return [...new Set(roles)];
}

function offerSentence(lead: string, offers: readonly string[], without: string): string {
  return offers.length > 0 ? `${lead}: ${listing(offers, '; ')}.` : without;
}

function named(clients: readonly ClientRoles[]): string {
  return clientsWords(clients.map(({ client }) => client));
}

function mappingKinds(clients: readonly ClientRoles[]): string {
  const kinds = clients.map(
    ({ mapping }) => `${mapping?.type ?? 'no'} mapping, otherwise ${mapping?.otherwise ?? 'none'}`,
  );
  return [...new Set(kinds)].join('; ');
}

function mappingsInWords(clients: readonly ClientRoles[]): string {
  const words = clients.map(({ mapping }) =>
    mapping?.type === 'Token'
      ? 'the role mapping gives users the role of their group and denies everybody else'
      : 'the role mapping gives users the role of the first rule that matches and denies everybody else',
  );
  return [...new Set(words)].join(', and ');
}

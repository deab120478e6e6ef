import type { Finding } from '../../contract/findings.ts';
import type { RolePlace } from '../../contract/findings/role-place.ts';
import type { PairedRequest } from '../../contract/request.ts';
import type { IdentitySettings, PoolRole } from '../../contract/pool-settings.ts';
import type { Slice } from '../../contract/slices.ts';
import { deniedReadings } from '../findings/denied-readings.ts';
import { regionOfPool } from '../../contract/aws-names.ts';
import { parseArn, partitionOf } from '../ids.ts';
import { deniedUserFindings } from '../reach/denied-users.ts';
import { groupReachFindings } from '../reach/group-reach.ts';
import { otherLoginFindings } from '../reach/other-logins.ts';
import { otherWaysOf, type OtherWays } from '../reach/role-sharing.ts';
import { reachOfGroup, reachOfUsers, reachOverClients } from '../reach/reach.ts';
import {
  clientRolesOf,
  groupsOfPool,
  type ClientRoles,
  type UserPoolRoles,
} from '../reach/role-sources.ts';
import { userReachFindings } from '../reach/user-reach.ts';
import type {
  GroupDescription,
  IdentityPoolDescription,
  IdentityPoolReadings,
  IdentityPoolRoles,
} from '../readings.ts';
import { roleFactsOf } from './role-facts.ts';
import { grantsTo } from '../grants/granted-to.ts';
import type { AllowList } from '../../contract/allow.ts';
import { classicFlowOf, presenceFindings } from './guests.ts';
import { pairingFindings } from './pairing.ts';
import { absentRoles, handedRoleFindings } from './handed-roles.ts';
import { heldRoles, mayBeThere, roleFindings, type HeldRole } from './pool-roles.ts';
import { principalTagFindings, sessionTagsOf } from './principal-tags.ts';
import { hasSocialLogin } from './social-logins.ts';
import { poolLocationFindings } from './identity-pool-location.ts';
import { nameFindings } from '../trust/cognito-principal.ts';

/** What was read, as far as it could be: `undefined` stops only the rules that need it. */
type Known = {
  readonly pool: IdentityPoolDescription | undefined;
  readonly roles: IdentityPoolRoles | undefined;
  readonly clients: readonly ClientRoles[];
  readonly others: OtherWays;
  /** Groups that are granted something. */
  readonly groups: readonly GroupDescription[];
};

/** Judges what was read of the identity pool and its roles, and shapes what the plan needs of it. */
export function judgeIdentityPool(
  request: PairedRequest,
  userPool: UserPoolRoles,
  readings: IdentityPoolReadings,
  allowList: AllowList | null,
): Slice<'identityPool'> {
  const known = knownOf(request, userPool, readings);
  return {
    settings: settingsOf(known, readings),
    ...(known.pool && { classicFlow: classicFlowOf(known.pool, known.roles) }),
    findings: [
      ...poolLocationFindings(request, readings),
      ...deniedReadings(request.identityPoolId, [readings.pool, readings.poolRoles], request),
      ...Object.entries(readings.roles).flatMap(([arn, role]) => deniedReadings(arn, [role])),
      ...(known.pool ? pairingFindings(request.userPoolId, userPool, known.pool) : []),
      ...(known.pool ? nameFindings(known.pool.id) : []),
      ...rolesAndReach(request, known, readings, allowList),
      ...principalTagFindings(request, userPool, readings),
    ],
  };
}

function knownOf(
  request: PairedRequest,
  userPool: UserPoolRoles,
  readings: IdentityPoolReadings,
): Known {
  const { userPoolId } = request;
  const missing = [readings.pool, readings.poolRoles].some(({ status }) => status === 'not-found');
  const pool = readings.pool.status === 'found' && !missing ? readings.pool.value : undefined;
  const { poolRoles } = readings;
  const roles = poolRoles.status === 'found' && !missing ? poolRoles.value : undefined;
  const granted = userPool.grantedGroups.map(({ name }) => name);
  return {
    pool,
    roles,
    clients: (roles ? clientRolesOf(userPoolId, userPool, roles) : []).map((client) => ({
      ...client,
      absent: absentRoles(readings),
    })),
    others: otherWaysOf(userPoolId, userPool, pool, roles),
    groups: groupsOfPool(userPool).filter(
      ({ name }) => granted.includes(name) && grantsTo(request, { kind: 'group', group: name }),
    ),
  };
}

function rolesAndReach(
  request: PairedRequest,
  { pool, roles, clients, others, groups }: Known,
  readings: IdentityPoolReadings,
  allowList: AllowList | null,
): Finding[] {
  const { identityPoolId } = request;
  const held = readings.elsewhere ? [] : heldRoles(roles, groups);
  const rolesIn = placeOfRoles(identityPoolId, readings, held);
  const authenticated = roles?.authenticated ?? null;
  const grantable = roles !== undefined && !readings.elsewhere;
  const scene = {
    request,
    identityPoolId,
    poolKnown: readings.pool.status !== 'not-found',
    guestsAllowed: pool?.guestsAllowed ?? true,
    sessionTags: sessionTagsOf(readings),
    account: readings.account,
  };
  return [
    ...presenceFindings(request, { identityPoolId, pool, roles, rolesIn, clients, groups }),
    ...roleFindings(held, { ...scene, readings: readings.roles, allowList }),
    ...handedRoleFindings(held, { ...scene, readings, clients, groups }),
    ...(grantable && authenticated !== null
      ? [
          ...userReachFindings(request, authenticated, clients),
          ...otherLoginFindings(request, authenticated, others.logins),
        ]
      : []),
    ...groups
      .filter(({ roleArn }) => grantable || roleArn === null)
      .flatMap((group) => groupReachFindings(request, group, clients, others, rolesIn)),
    ...deniedUserFindings(identityPoolId, clients),
  ];
}

/** Where a role has to be that the identity pool lacks: in the right account, where that is known. */
function placeOfRoles(
  identityPoolId: string,
  { account, elsewhere }: IdentityPoolReadings,
  held: readonly HeldRole[],
): RolePlace {
  const [named] = held.flatMap(({ arn }) => parseArn(arn) ?? []);
  return {
    partition: partitionOf(regionOfPool(identityPoolId)),
    account: (elsewhere ? null : account) ?? named?.account ?? null,
  };
}

function settingsOf(
  { pool, roles, clients, groups }: Known,
  readings: IdentityPoolReadings,
): IdentitySettings | null {
  if (!pool || !roles) return null;
  const users = reachOverClients(clients.map((client) => reachOfUsers(client)));
  const planned: PoolRole[] = [
    ...(roles.authenticated
      ? [{ kind: 'authenticated' as const, arn: roles.authenticated, reach: users }]
      : []),
    ...(roles.guest
      ? [
          {
            kind: 'guest' as const,
            arn: roles.guest,
            reach: pool.guestsAllowed ? ('everyone' as const) : ('nobody' as const),
          },
        ]
      : []),
    ...groups.flatMap((group) =>
      group.roleArn === null
        ? []
        : [
            {
              kind: 'group' as const,
              group: group.name,
              arn: group.roleArn,
              reach: reachOverClients(clients.map((client) => reachOfGroup(client, group))),
            },
          ],
    ),
  ];
  return {
    identityPoolId: pool.id,
    region: regionOfPool(pool.id),
    guestsAllowed: pool.guestsAllowed,
    socialLogins: hasSocialLogin(pool),
    loginClients: pool.loginClients,
    // Roles of another account, and roles that are not there, can be granted nothing.
    roles: readings.elsewhere
      ? []
      : planned
          .filter(({ arn }) => mayBeThere(arn, { readings: readings.roles }))
          .map((role) => ({ ...role, ...roleFactsOf(readings.roles[role.arn]) })),
  };
}

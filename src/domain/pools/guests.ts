import { finding, type Finding } from '../../contract/findings.ts';
import type { ClassicFlow } from '../../contract/pool-settings.ts';
import type { RolePlace } from '../../contract/findings/role-place.ts';
import type { RunRequest } from '../../contract/request.ts';
import type { GroupDescription, IdentityPoolDescription, IdentityPoolRoles } from '../readings.ts';
import { givesAllARole, reachOfGroup } from '../reach/reach.ts';
import { fallsBack } from '../reach/role-choice.ts';
import type { ClientRoles } from '../reach/role-sources.ts';
import { categoriesFor } from '../grants/granted-to.ts';

/**
 * Whom the identity pool has roles for, beside whom the request grants something. What could not be
 * read is `undefined` and stops only the rules that need it.
 */
export type Presence = {
  readonly identityPoolId: string;
  readonly pool: IdentityPoolDescription | undefined;
  readonly roles: IdentityPoolRoles | undefined;
  readonly rolesIn: RolePlace;
  readonly clients: readonly ClientRoles[];
  /** Groups that are granted something. */
  readonly groups: readonly GroupDescription[];
};

export function presenceFindings(request: RunRequest, presence: Presence): Finding[] {
  return [
    ...authRoleFindings(request, presence),
    ...guestFindings(request, presence),
    ...classicFlowFindings(presence),
  ];
}

function authRoleFindings(
  request: RunRequest,
  { identityPoolId: identityPool, roles, rolesIn, clients, groups }: Presence,
): Finding[] {
  if (!roles || roles.authenticated !== null) return [];
  const granted = categoriesFor(request, { kind: 'authenticated' });
  // One client whose mapping serves all is of no use to the users of another.
  const allMapped = clients.length > 0 && clients.every(givesAllARole);
  const haveTheirs = clients.every((client) =>
    groups.every((group) => reachOfGroup(client, group) !== 'nobody'),
  );
  return [
    finding('AUTH_ROLE_MISSING', {
      identityPool,
      granted,
      allMapped,
      groupsAlone: granted.length === 0 && groups.length > 0 && clients.length > 0 && haveTheirs,
      fallback: clients.length === 0 || clients.some(fallsBack),
      rolesIn,
    }),
  ];
}

function guestFindings(
  request: RunRequest,
  { identityPoolId: identityPool, pool, roles, rolesIn }: Presence,
): Finding[] {
  const granted = categoriesFor(request, { kind: 'guest' });
  if (roles && roles.guest === null && granted.length > 0) {
    return [finding('GUEST_GRANT_WITHOUT_GUEST_ROLE', { identityPool, granted, rolesIn })];
  }
  if (roles && roles.guest === null) {
    return [
      pool?.guestsAllowed
        ? finding('GUESTS_WITHOUT_ROLE', { identityPool })
        : finding('GUEST_ROLE_ABSENT', { identityPool }),
    ];
  }
  if (granted.length > 0 && pool && !pool.guestsAllowed) {
    return [finding('GUEST_GRANT_DORMANT', { identityPool, granted })];
  }
  return [];
}

/** Callers of the classic flow name the role themselves, so it matters most where guests come in. */
function classicFlowFindings({ identityPoolId: identityPool, pool, roles }: Presence): Finding[] {
  if (!pool || classicFlowOf(pool, roles) !== 'works') return [];
  return [finding('CLASSIC_FLOW_ENABLED', { identityPool, guests: pool.guestsAllowed })];
}

/**
 * Whether apps can get credentials by the classic flow. Cognito refuses it wherever the identity pool has
 * role mappings, guests and other providers included (Cognito guide, "Identity pools authentication flow").
 */
export function classicFlowOf(
  { classicFlow }: Pick<IdentityPoolDescription, 'classicFlow'>,
  roles: Pick<IdentityPoolRoles, 'mappings'> | undefined,
): ClassicFlow {
  if (roles && roles.mappings.length > 0) return 'refused';
  return classicFlow ? 'works' : 'off';
}

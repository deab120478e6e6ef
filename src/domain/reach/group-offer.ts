import type { GroupRemedy } from '../../contract/findings/reach-words.ts';
import type { RunRequest } from '../../contract/request.ts';
import { grantsAnything, type Granted, type GrantPlace } from '../grants/grant-place.ts';
import { grantedToGroup, grantPlaces } from '../grants/granted-to.ts';

/**
 * What signed-in users are granted, offered to groups: each place where a group does not have it yet.
 * What each user is granted in a folder of their own cannot be offered: to a group it would open
 * everybody's.
 */
export function groupRemedy(
  request: Pick<RunRequest, 'grants'>,
  groups: readonly string[],
): GroupRemedy {
  const places = grantPlaces(request)
    .filter((place) =>
      groups.some((group) => !includes(grantedToGroup(place, group), place.authenticated)),
    )
    .map(({ where, authenticated, groups: granted }) => ({
      where,
      authenticated,
      groups: granted,
    }));
  if (places.length > 0) return { kind: 'offer', groups, places };
  if (groups.length === 0) return { kind: 'no groups' };
  const granted = groups.every((group) => hasAllOfUsers(request, group));
  return { kind: granted ? 'granted already' : 'own folders' };
}

/** Whether a group is granted whatever signed-in users are. */
export function hasAllOfUsers(request: Pick<RunRequest, 'grants'>, group: string): boolean {
  return grantPlaces(request).every((place) => hasAll(place, group));
}

/** Whether signed-in users are granted whatever a group is. */
export function usersHaveAllOf(request: Pick<RunRequest, 'grants'>, group: string): boolean {
  return grantPlaces(request).every((place) =>
    includes(place.authenticated, grantedToGroup(place, group)),
  );
}

/** Whether a group is granted whatever another one is. */
export function hasAllOfGroup(
  request: Pick<RunRequest, 'grants'>,
  group: string,
  other: string,
): boolean {
  return grantPlaces(request).every((place) =>
    includes(grantedToGroup(place, group), grantedToGroup(place, other)),
  );
}

function hasAll(place: GrantPlace, group: string): boolean {
  const granted = grantedToGroup(place, group);
  return includes(granted, place.authenticated) && includes(granted, place.entity);
}

function includes(have: Granted, wanted: Granted): boolean {
  if (!grantsAnything(wanted) || have === true) return true;
  return (
    typeof have !== 'boolean' &&
    typeof wanted !== 'boolean' &&
    wanted.every((one) => have.includes(one))
  );
}

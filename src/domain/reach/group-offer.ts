import type { RunRequest } from '../../contract/request.ts';
import {
  grantedToGroup,
  grantPlaces,
  grantsAnything,
  type Granted,
  type GrantPlace,
} from '../grants/granted-to.ts';

/**
 * What signed-in users are granted, offered to groups as JSON for the request: one sentence part for
 * each place where a group does not have it yet. What users are granted of their own alone cannot be
 * offered: to a group it would open everybody's.
 */
export function groupOffers(
  request: Pick<RunRequest, 'grants'>,
  groups: readonly string[],
): readonly string[] {
  return grantPlaces(request).flatMap((place) => {
    const { authenticated } = place;
    if (groups.every((group) => includes(grantedToGroup(place, group), authenticated))) return [];
    const offered = groups.map((group) => [
      group,
      union(grantedToGroup(place, group), authenticated),
    ]);
    const whole = { ...place.groups, ...Object.fromEntries(offered) };
    return [`in ${place.where} "groups": ${JSON.stringify(whole)}`];
  });
}

/** Whether a group is granted whatever signed-in users are. */
export function hasAllOfUsers(request: Pick<RunRequest, 'grants'>, group: string): boolean {
  return grantPlaces(request).every((place) => hasAll(place, group));
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

function union(have: Granted, wanted: Granted): Granted {
  if (have === true || wanted === true) return true;
  return [...new Set([...(have || []), ...(wanted || [])])];
}

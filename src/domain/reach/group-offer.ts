import type { ImportRequest } from '../../contract/request.ts';
import { grantPlaces, grantsAnything, type GrantPlace } from '../request/granted-to.ts';

/**
 * What signed-in users are granted, offered to groups as JSON for the request: one sentence part for
 * each place where a group does not have it yet.
 */
export function groupOffers(
  request: Pick<ImportRequest, 'grants'>,
  groups: readonly string[],
): readonly string[] {
  return userPlaces(request).flatMap((place) => {
    if (groups.every((group) => hasAll(place, group))) return [];
    const offered = groups.map((group) => [
      group,
      union(granted(place, group), place.authenticated),
    ]);
    const whole = { ...place.groups, ...Object.fromEntries(offered) };
    return [`in ${place.where} "groups": ${JSON.stringify(whole)}`];
  });
}

/** Whether a group is granted whatever signed-in users are. */
export function hasAllOfUsers(request: Pick<ImportRequest, 'grants'>, group: string): boolean {
  return userPlaces(request).every((place) => hasAll(place, group));
}

/** Whether a group is granted whatever another one is. */
export function hasAllOfGroup(
  request: Pick<ImportRequest, 'grants'>,
  group: string,
  other: string,
): boolean {
  return grantPlaces(request).every((place) =>
    includes(granted(place, group), granted(place, other)),
  );
}

function userPlaces(request: Pick<ImportRequest, 'grants'>): readonly GrantPlace[] {
  return grantPlaces(request).filter(({ authenticated }) => grantsAnything(authenticated));
}

function hasAll(place: GrantPlace, group: string): boolean {
  return includes(granted(place, group), place.authenticated);
}

function granted({ groups }: GrantPlace, group: string): unknown {
  return Object.hasOwn(groups, group) ? groups[group] : undefined;
}

function includes(have: unknown, wanted: unknown): boolean {
  if (!grantsAnything(wanted) || have === true) return true;
  return Array.isArray(have) && Array.isArray(wanted) && wanted.every((one) => have.includes(one));
}

function union(have: unknown, wanted: unknown): unknown {
  return Array.isArray(have) && Array.isArray(wanted) ? [...new Set([...have, ...wanted])] : wanted;
}

import type { RunRequest } from '../../contract/request.ts';
import type { Grantee } from '../../contract/grantee.ts';
import { categoryOf, grantCategories, requestedGrants } from './categories.ts';
import { grantsAnything, type Granted, type GrantPlace } from './grant-place.ts';
import { resourceKey } from './resources/granted-resource.ts';

/** Whom a request grants something to: read off every category. */

type Granting = Pick<RunRequest, 'grants'>;

/** Every place where a request grants something, in its order. */
export function grantPlaces({ grants }: Granting): readonly GrantPlace[] {
  return grantCategories.flatMap((category) => {
    const { places } = categoryOf(category);
    return grants[category].flatMap((grant, index) => places(grant, `grants.${category}.${index}`));
  });
}

/** Names of the groups that some grant names, sorted by their first mention. */
export function grantedGroups(request: Granting): readonly string[] {
  return [...new Set(grantPlaces(request).flatMap(({ groups }) => Object.keys(groups)))];
}

/** Whether some grant gives anything to a grantee. */
export function grantsTo(request: Granting, grantee: Grantee): boolean {
  return categoriesFor(request, grantee).length > 0;
}

/** Categories that give anything to a grantee, as fields of the request. */
export function categoriesFor(request: Granting, grantee: Grantee): readonly string[] {
  return categoriesOf(
    grantPlaces(request).filter((place) => grantedAt(place, grantee).some(grantsAnything)),
  );
}

/** Categories in which the request grants anything to anybody, as fields of the request. */
export function grantedCategories(request: Granting): readonly string[] {
  return categoriesOf(grantPlaces(request).filter(grantsToAnybody));
}

/**
 * By `resourceKey` what roles are given something on: of all else it does not matter what keeps them
 * away. Without an identity pool there are no roles.
 */
export function grantedResources(
  request: Pick<RunRequest, 'grants' | 'userPoolId' | 'identityPoolId'>,
): ReadonlySet<string> {
  if (request.identityPoolId === null) return new Set();
  const giving = new Set(
    grantPlaces(request)
      .filter(grantsToAnybody)
      .map(({ where }) => grantOf(where)),
  );
  return new Set(
    requestedGrants(request).flatMap(({ subject, resource }) =>
      resource && giving.has(subject) ? [resourceKey(resource)] : [],
    ),
  );
}

function grantsToAnybody({ authenticated, entity, guest, groups }: GrantPlace): boolean {
  return [authenticated, entity, guest, ...Object.values(groups)].some(grantsAnything);
}

/** The grant at which a place is: `grants.rest.0`. */
function grantOf(where: string): string {
  return where.split('.', 3).join('.');
}

function categoriesOf(places: readonly GrantPlace[]): readonly string[] {
  return [...new Set(places.map(({ where }) => where.split('.', 2).join('.')))];
}

/** What a place grants to a grantee. */
function grantedAt(place: GrantPlace, grantee: Grantee): readonly Granted[] {
  switch (grantee.kind) {
    case 'authenticated':
      return [place.authenticated, place.entity];
    case 'guest':
      return [place.guest];
    case 'group':
      return [grantedToGroup(place, grantee.group)];
  }
}

/** What a place grants to the members of a group. */
export function grantedToGroup({ groups }: GrantPlace, group: string): Granted {
  return Object.hasOwn(groups, group) ? (groups[group] ?? false) : false;
}

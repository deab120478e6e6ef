import type { ImportRequest } from '../../contract/request.ts';

/** Whom a request grants something to: read off every category, also of those whose rules are to come. */

type Grants = Pick<ImportRequest, 'grants'>;

/** Signed-in users, guests, or the members of a group. */
export type Grantee = 'authenticated' | 'guest' | { readonly group: string };

/** A place of the request that names grantees: a grant, or one of its paths. */
export type GrantPlace = {
  /** `grants.rest.0.paths.1` */
  readonly where: string;
  readonly authenticated: unknown;
  readonly guest: unknown;
  readonly groups: Readonly<Record<string, unknown>>;
};

/** Every place where a request grants something, in its order. */
export function grantPlaces({ grants }: Grants): readonly GrantPlace[] {
  return Object.entries(grants).flatMap(([category, list]) =>
    list.flatMap((grant, index) => placesIn(`grants.${category}.${index}`, grant)),
  );
}

/** Names of the groups that some grant names, sorted by their first mention. */
export function grantedGroups(request: Grants): readonly string[] {
  return [...new Set(grantPlaces(request).flatMap(({ groups }) => Object.keys(groups)))];
}

/** Whether some grant gives anything to a grantee. */
export function grantsTo(request: Grants, grantee: Grantee): boolean {
  return categoriesFor(request, grantee).length > 0;
}

/** Categories that give anything to a grantee, as fields of the request. */
export function categoriesFor(request: Grants, grantee: Grantee): readonly string[] {
  const places = grantPlaces(request).filter((place) => grantsAnything(grantedAt(place, grantee)));
  return [...new Set(places.map(({ where }) => where.split('.', 2).join('.')))];
}

/** Categories in which the request grants anything, as fields of the request. */
export function grantedCategories({ grants }: Grants): readonly string[] {
  return Object.entries(grants).flatMap(([category, list]) =>
    list.length > 0 ? [`grants.${category}`] : [],
  );
}

/** What a place grants to a grantee. */
function grantedAt({ groups, ...place }: GrantPlace, grantee: Grantee): unknown {
  if (typeof grantee === 'string') return place[grantee];
  return Object.hasOwn(groups, grantee.group) ? groups[grantee.group] : undefined;
}

/** Permissions are listed; where there is only one, it is `true`. */
export function grantsAnything(granted: unknown): boolean {
  return granted === true || (Array.isArray(granted) && granted.length > 0);
}

/** A REST grant holds its grantees path by path; the paths of storage are keys, with `entity` for users. */
function placesIn(where: string, grant: unknown): readonly GrantPlace[] {
  if (!isRecord(grant)) return [];
  const { authenticated, entity, guest, groups, paths } = grant;
  const inner = typeof paths === 'object' && paths !== null ? Object.entries(paths) : [];
  return [
    {
      where,
      authenticated: grantsAnything(authenticated) ? authenticated : entity,
      guest,
      groups: isRecord(groups) ? groups : {},
    },
    ...inner.flatMap(([path, value]) => placesIn(`${where}.paths.${path}`, value)),
  ];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

import type { GrantCategory, Grants } from '../../contract/grants.ts';
import type { RunRequest } from '../../contract/request.ts';
import type { Grantee } from '../../contract/grantee.ts';

/** Whom a request grants something to: read off every category. */

type Granting = Pick<RunRequest, 'grants'>;

/** Permissions are listed; where there is only one, it is `true`. */
export type Granted = boolean | readonly string[];

/** A place of the request that names grantees: a grant, or one of its paths. */
export type GrantPlace = {
  /** `grants.rest.0.paths.1` */
  readonly where: string;
  readonly authenticated: Granted;
  /** What each signed-in user is granted of their own alone. */
  readonly entity: Granted;
  readonly guest: Granted;
  readonly groups: Readonly<Record<string, Granted>>;
};

type Named = Omit<GrantPlace, 'where' | 'entity'> & { readonly entity?: Granted };

/** Where the grants of each category name their grantees. */
const placesIn: {
  readonly [C in GrantCategory]: (grant: Grants[C][number], where: string) => readonly GrantPlace[];
} = {
  storage: (grant, where) =>
    grant.paths === null
      ? [placeAt(where, grant)]
      : Object.entries(grant.paths).map(([path, access]) =>
          placeAt(`${where}.paths.${path}`, access),
        ),
  graphql: (grant, where) => [placeAt(where, grant)],
  rest: ({ paths }, where) => paths.map((path, index) => placeAt(`${where}.paths.${index}`, path)),
  analytics: (grant, where) => [placeAt(where, grant)],
  geo: (grant, where) => [placeAt(where, grant)],
  predictions: (grant, where) => [placeAt(where, grant)],
  interactions: (grant, where) => [placeAt(where, grant)],
};

function placeAt(where: string, { authenticated, entity = [], guest, groups }: Named): GrantPlace {
  return { where, authenticated, entity, guest, groups };
}

/** Every place where a request grants something, in its order. */
export function grantPlaces({ grants }: Granting): readonly GrantPlace[] {
  return (Object.keys(grants) as GrantCategory[]).flatMap((category) => {
    const places = placesIn[category] as (grant: unknown, where: string) => readonly GrantPlace[];
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
  return categoriesOf(
    grantPlaces(request).filter(({ authenticated, entity, guest, groups }) =>
      [authenticated, entity, guest, ...Object.values(groups)].some(grantsAnything),
    ),
  );
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

export function grantsAnything(granted: Granted): boolean {
  return granted === true || (granted !== false && granted.length > 0);
}

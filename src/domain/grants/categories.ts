import type { GrantCategory, Grants } from '../../contract/grants.ts';
import type { RunRequest } from '../../contract/request.ts';
import { userPoolOf } from '../named-pools.ts';
import { analyticsPermissions, stream } from './analytics.ts';
import { geoPermissions, geoResource } from './geo.ts';
import { graphqlApi, graphqlPermissions } from './graphql.ts';
import type { Grantee } from '../../contract/grantee.ts';
import type { NamedResource, Place } from '../../contract/named-resource.ts';
import { placeOf, resourceKey, type KnownResources } from './granted-resource.ts';
import { bot, interactionPermissions } from './interactions.ts';
import type { Permission } from '../iam/permission.ts';
import { predictionPermissions } from './predictions.ts';
import { restApi, restPermissions } from './rest.ts';
import { storageBucket, storagePermissions } from './storage.ts';

/** How a category names its resource, and what a grant on it gives. */
type OnResource<Grant> = {
  /** `null`: of a retired service, so that nothing can be granted. */
  readonly resource: (grant: Grant, defaultRegion: string) => NamedResource | null;
  readonly permissions: (
    grant: Grant,
    holders: readonly Grantee[],
    resource: NamedResource,
    place: Place,
    identityKey: string,
  ) => readonly Permission[];
};
/** A category that names no resource of the account. */
type OnNothing<Grant> = {
  readonly resource: null;
  readonly permissions: (
    grant: Grant,
    holders: readonly Grantee[],
    home: Place,
  ) => readonly Permission[];
};
type Category<Grant> = OnResource<Grant> | OnNothing<Grant>;
type GrantOf<C extends GrantCategory> = Grants[C][number];

/** Everything that a request can grant. */
const categories: { readonly [C in GrantCategory]: Category<GrantOf<C>> } = {
  storage: { resource: storageBucket, permissions: storagePermissions },
  graphql: { resource: graphqlApi, permissions: toEach(graphqlPermissions) },
  rest: { resource: restApi, permissions: toEach(restPermissions) },
  analytics: { resource: stream, permissions: toEach(analyticsPermissions) },
  geo: { resource: geoResource, permissions: toEach(geoPermissions) },
  predictions: { resource: null, permissions: toEach(predictionPermissions) },
  interactions: { resource: bot, permissions: toEach(interactionPermissions) },
};

/** Where nothing is ever denied, a role is given what each of its holders is. */
function toEach<Grant, Rest extends readonly unknown[]>(
  permissions: (grant: Grant, grantee: Grantee, ...rest: Rest) => readonly Permission[],
) {
  return (grant: Grant, holders: readonly Grantee[], ...rest: Rest) =>
    holders.flatMap((grantee) => permissions(grant, grantee, ...rest));
}

/** One grant of a request, by the field that holds it. */
export type RequestedGrant = {
  /** `grants.graphql.0` */
  readonly subject: string;
  readonly category: GrantCategory;
  /** What to look up; `null`: nothing of the account is named. */
  readonly resource: NamedResource | null;
  /** What it gives to a role by those who hold it, once its resource is known. */
  readonly permissions: (
    holders: readonly Grantee[],
    known: KnownResources,
  ) => readonly Permission[];
};

/** Every grant of a request, in its order. */
export function requestedGrants(
  request: Pick<RunRequest, 'grants' | 'userPoolId'>,
): readonly RequestedGrant[] {
  const { region } = userPoolOf(request);
  return (Object.keys(categories) as GrantCategory[]).flatMap((category) =>
    request.grants[category].map((grant, index) => ({
      subject: `grants.${category}.${index}`,
      category,
      ...requested(categories[category] as Category<typeof grant>, grant, region),
    })),
  );
}

/** What a request grants something on, each once, by `resourceKey`. */
export function namedResources(
  request: Pick<RunRequest, 'grants' | 'userPoolId'>,
): ReadonlyMap<string, NamedResource> {
  return new Map(
    requestedGrants(request).flatMap(({ resource }) =>
      resource ? [[resourceKey(resource), resource] as const] : [],
    ),
  );
}

function requested<Grant>(
  category: Category<Grant>,
  grant: Grant,
  region: string,
): Pick<RequestedGrant, 'resource' | 'permissions'> {
  if (category.resource === null) {
    const { permissions } = category;
    return {
      resource: null,
      permissions: (holders, { home }) => permissions(grant, holders, home),
    };
  }
  const { permissions } = category;
  const resource = category.resource(grant, region);
  return {
    resource,
    permissions: (holders, known) => {
      const place = resource && placeOf(resource, known);
      return resource && place
        ? permissions(grant, holders, resource, place, known.identityKey)
        : [];
    },
  };
}

/** What a request gives to a role by those who hold it, on resources that are known. */
export function requestedPermissions(
  request: Pick<RunRequest, 'grants' | 'userPoolId'>,
  holders: readonly Grantee[],
  known: KnownResources,
): readonly Permission[] {
  return requestedGrants(request).flatMap(({ permissions }) => permissions(holders, known));
}

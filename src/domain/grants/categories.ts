import type { GrantCategory, Grants } from '../../contract/grants.ts';
import type { RunRequest } from '../../contract/request.ts';
import type { Finding } from '../../contract/findings.ts';
import { userPoolOf } from '../named-pools.ts';
import type { Grantee } from '../../contract/grantee.ts';
import type { NamedResource } from '../../contract/named-resource.ts';
import type { Permission } from '../iam/permission.ts';
import { analyticsCategory } from './analytics/category.ts';
import type { Category, Judged } from './category.ts';
import { eventsCategory } from './events/category.ts';
import { geoCategory } from './geo/category.ts';
import { graphqlCategory } from './graphql/category.ts';
import { interactionsCategory } from './interactions/category.ts';
import { predictionsCategory } from './predictions/category.ts';
import type { ConfigSource } from './resources/config-source.ts';
import { placeOf, resourceKey, type KnownResources } from './resources/granted-resource.ts';
import { restCategory } from './rest/category.ts';
import { storageCategory } from './storage/category.ts';

/** Everything that a request can grant: one folder each. Whoever asks about grants loops over it. */
const categories = {
  storage: storageCategory,
  graphql: graphqlCategory,
  rest: restCategory,
  analytics: analyticsCategory,
  geo: geoCategory,
  predictions: predictionsCategory,
  interactions: interactionsCategory,
  events: eventsCategory,
} as const satisfies { readonly [C in GrantCategory]: Category<Grants[C][number]> };

/** The categories in their order. */
export const grantCategories = Object.keys(categories) as readonly GrantCategory[];

/** What a category does with its grants; the union of all kinds is told apart by whoever holds one. */
export function categoryOf(category: GrantCategory): Category<unknown> {
  return categories[category] as Category<unknown>;
}

/** What the client config says of all that is granted, each list in the order of the request. */
export function servedResources(source: ConfigSource) {
  return {
    buckets: categories.storage.config(source),
    graphqlApis: categories.graphql.config(source),
    restApis: categories.rest.config(source),
    streams: categories.analytics.config(source),
    locations: categories.geo.config(source),
    predictions: categories.predictions.config(source),
    bots: categories.interactions.config(source),
    eventApis: categories.events.config(source),
  } as const;
}

/** What is wrong with the resources that a request grants, beside whether they are there. */
export function categoryFindings(judged: Omit<Judged, 'permissions'>): Finding[] {
  const permissions: Judged['permissions'] = (holders, known) =>
    requestedPermissions(judged.request, holders, known);
  return grantCategories.flatMap((category) =>
    categoryOf(category).findings({ ...judged, permissions }),
  );
}

/** One grant of a request, by the field that holds it. */
export type RequestedGrant = {
  /** `grants.graphql.0` */
  readonly subject: string;
  readonly category: GrantCategory;
  /** What to look up; `null`: nothing of the account is named. */
  readonly resource: NamedResource | null;
  /** What is granted is a service itself, and no resource of the account. */
  readonly ofService: boolean;
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
  return grantCategories.flatMap((category) =>
    request.grants[category].map((grant, index) => ({
      subject: `grants.${category}.${index}`,
      category,
      ...requested(categoryOf(category), grant, region),
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
): Pick<RequestedGrant, 'resource' | 'ofService' | 'permissions'> {
  if (category.resource === null) {
    const { permissions } = category;
    return {
      resource: null,
      ofService: true,
      permissions: (holders, { home }) => permissions(grant, holders, home),
    };
  }
  const { permissions, ofService } = category;
  const resource = category.resource(grant, region);
  return {
    resource,
    ofService: resource === null && ofService !== undefined,
    permissions: (holders, known) => {
      if (resource === null) return ofService?.(grant, holders, known.home) ?? [];
      const place = placeOf(resource, known);
      return place ? permissions(grant, holders, resource, place, known.identityKey) : [];
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

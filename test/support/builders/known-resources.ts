import type { Grants } from '../../../src/contract/grants.ts';
import { requestedGrants } from '../../../src/domain/grants/categories.ts';
import type { NamedResource, Place } from '../../../src/contract/named-resource.ts';
import {
  resourceKey,
  type KnownResources,
} from '../../../src/domain/grants/resources/granted-resource.ts';
import type {
  CorsRule,
  EventApiFacts,
  ResourceDescription,
  ResourceFacts,
  ResourceReadings,
} from '../../../src/domain/grants/resources/readings.ts';
import { graphqlEndpoint } from './grants.ts';
import { identityKey, userPoolId } from './ids.ts';
import { found, notFound } from './readings.ts';

/** Where the account of the sample pools is. */
export const home: Place = { partition: 'aws', region: 'eu-west-1', account: '111122223333' };

/** Everything that a request names, as it is read where it lies where the request says. */
export function foundResources(grants: Grants, place: Place = home): ResourceReadings {
  const readings = requestedGrants({ grants, userPoolId }).flatMap(({ resource }) =>
    resource ? [[resourceKey(resource), found(aResource(resource, place))] as const] : [],
  );
  return Object.fromEntries(readings);
}

/** A resource that nothing is wrong with. */
export function aResource(
  { service, id, region, owner }: NamedResource,
  place: Place = home,
): ResourceDescription {
  const there = { ...place, ...owner, region: region ?? place.region };
  return {
    arn: `arn:${there.partition}:${service}:${there.region}:${there.account}:${id}`,
    place: there,
    allowTag: null,
    facts: factsOf(service, id),
  };
}

/** A rule by which a web app can do everything. */
export function aCorsRule(overrides: Partial<CorsRule> = {}): CorsRule {
  return {
    origins: ['https://app.example.com', 'http://localhost:3000'],
    methods: ['GET', 'HEAD', 'PUT', 'POST', 'DELETE'],
    exposedHeaders: ['ETag'],
    ...overrides,
  };
}

function factsOf(service: NamedResource['service'], id: string): ResourceFacts {
  switch (service) {
    case 's3':
      return { service, cors: found([aCorsRule()]), kmsKey: notFound, policy: notFound };
    case 'appsync':
      return {
        service,
        name: 'storefront',
        endpoint: graphqlEndpoint,
        authenticationTypes: ['AWS_IAM'],
        trustedPools: [],
        isPrivate: false,
      };
    case 'appsync-events':
      return anEventApi();
    case 'execute-api':
      return {
        service,
        kind: 'rest',
        name: 'storefront-items',
        openEndpoint: true,
        isPrivate: false,
        policy: null,
        stages: ['prod'],
        routes: [
          {
            id: 'r1',
            method: 'ANY',
            path: '/{proxy+}',
            authorization: 'AWS_IAM',
            authorizer: null,
          },
        ],
        moreRoutes: false,
      };
    case 'kinesis':
      return { service, kmsKey: null };
    case 'firehose':
      return { service, source: 'DirectPut' };
    case 'geo':
      return { service, style: id.startsWith('map/') ? 'VectorEsriStreets' : null };
    case 'lex':
      return { service, locales: ['de_DE', 'en_US'] };
  }
}

/** An Event API that takes IAM for everything. */
export function anEventApi(overrides: Partial<EventApiFacts> = {}): EventApiFacts {
  return {
    service: 'appsync-events',
    name: 'storefront-events',
    endpoint: 'https://events.appsync-api.eu-west-1.amazonaws.com/event',
    providers: ['AWS_IAM', 'API_KEY'],
    connect: ['AWS_IAM'],
    publish: ['AWS_IAM'],
    subscribe: ['AWS_IAM'],
    trustedPools: [],
    ...overrides,
  };
}

/** Everything that a request names, found where it says, in the account of the pools. */
export function allKnown(grants: Grants, place: Place = home): KnownResources {
  const resources = requestedGrants({ grants, userPoolId }).flatMap(({ resource }) =>
    resource
      ? [[resourceKey(resource), { ...place, region: resource.region ?? place.region }]]
      : [],
  );
  return {
    home: place,
    identityKey,
    places: Object.fromEntries(resources) as Record<string, Place>,
  };
}

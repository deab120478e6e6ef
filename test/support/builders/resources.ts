import type {
  ApiFacts,
  ApiRoute,
  EventApiFacts,
  GraphqlApiFacts,
  ResourceDescription,
  ResourceFacts,
  ResourceReading,
  ResourceReadings,
  TrustedPool,
} from '../../../src/domain/grants/resources/readings.ts';
import { eventApiId, graphqlApiId, graphqlEndpoint, restApiId } from './grants.ts';
import { aCorsRule, anEventApi, home } from './known-resources.ts';
import { found, notFound } from './readings.ts';
import { userPoolId } from './ids.ts';

/** A bucket of the sample account as it was read, by its key. */
export function bucketReading(
  name: string,
  reading: BucketOverrides | ResourceReading = {},
): ResourceReadings {
  const value = 'status' in reading ? reading : found(aBucket(name, reading));
  return { [`s3::${name}`]: value };
}

type BucketOverrides = Partial<Omit<Extract<ResourceFacts, { service: 's3' }>, 'service'>> & {
  readonly region?: string;
  readonly allowTag?: string | null;
};

/** A bucket that nothing is wrong with. */
export function aBucket(
  name: string,
  { region = home.region, allowTag = null, ...facts }: BucketOverrides = {},
): ResourceDescription {
  return {
    arn: `arn:aws:s3:::${name}`,
    place: { ...home, region, account: '' },
    allowTag,
    facts: {
      service: 's3',
      cors: found([aCorsRule()]),
      kmsKey: notFound,
      policy: notFound,
      ...facts,
    },
  };
}

/** The sample GraphQL API, which takes IAM and the tokens of the sample pool. */
export function graphqlApiReading(facts: Partial<GraphqlApiFacts> = {}): ResourceReadings {
  const description: ResourceDescription = {
    arn: `arn:aws:appsync:${home.region}:${home.account}:apis/${graphqlApiId}`,
    place: home,
    allowTag: null,
    facts: {
      service: 'appsync',
      name: 'storefront',
      endpoint: graphqlEndpoint,
      authenticationTypes: ['AWS_IAM', 'AMAZON_COGNITO_USER_POOLS'],
      trustedPools: [aTrustedPool()],
      isPrivate: false,
      ...facts,
    },
  };
  return { [`appsync:${home.region}:${graphqlApiId}`]: found(description) };
}

/** The sample Event API, which takes IAM for everything. */
export function eventApiReading(facts: Partial<EventApiFacts> = {}): ResourceReadings {
  return {
    [`appsync-events:${home.region}:${eventApiId}`]: found({
      arn: `arn:aws:appsync:${home.region}:${home.account}:apis/${eventApiId}`,
      place: home,
      allowTag: null,
      facts: anEventApi(facts),
    }),
  };
}

/** The sample pool, of which every app client is trusted. */
export function aTrustedPool(overrides: Partial<TrustedPool> = {}): TrustedPool {
  return {
    by: 'AMAZON_COGNITO_USER_POOLS',
    userPoolId,
    issuer: overrides.by === 'OPENID_CONNECT' ? 'original' : null,
    clients: null,
    deniedByDefault: false,
    ...overrides,
  };
}

/** The sample API of API Gateway, whose one method everywhere is authorized by IAM. */
export function apiReading(facts: Partial<ApiFacts> = {}): ResourceReadings {
  const description: ResourceDescription = {
    arn: `arn:aws:apigateway:${home.region}::/restapis/${restApiId}`,
    place: home,
    allowTag: null,
    facts: {
      service: 'execute-api',
      kind: 'rest',
      name: 'storefront-items',
      openEndpoint: true,
      isPrivate: false,
      policy: null,
      stages: ['prod'],
      routes: [aRoute()],
      moreRoutes: false,
      ...facts,
    },
  };
  return { [`execute-api:${home.region}:${restApiId}`]: found(description) };
}

export function aRoute(overrides: Partial<ApiRoute> = {}): ApiRoute {
  return {
    id: 'r1',
    method: 'ANY',
    path: '/{proxy+}',
    authorization: 'AWS_IAM',
    authorizer: null,
    ...overrides,
  };
}

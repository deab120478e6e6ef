import { describe, expect, it } from '@jest/globals';

import { clientConfigOf } from '../../../src/domain/config/config-of.ts';
import type { ConfigSource } from '../../../src/domain/grants/resources/config-source.ts';
import { resourceKey } from '../../../src/domain/grants/resources/granted-resource.ts';
import { requestedGrants } from '../../../src/domain/grants/categories.ts';
import type { ResourceFacts } from '../../../src/domain/grants/resources/readings.ts';
import {
  botAliasId,
  botId,
  clicksArn,
  everyCategory,
  graphqlApiId,
  graphqlEndpoint,
  restApiId,
  someGrants,
  type WrittenGrants,
} from '../../support/builders/grants.ts';
import { aResource } from '../../support/builders/known-resources.ts';
import { userPoolSlice } from '../../support/builders/plan.ts';
import { found, notFound } from '../../support/builders/readings.ts';
import { aRequest } from '../../support/builders/request.ts';
import { aTrustedPool } from '../../support/builders/resources.ts';
import { identitySettings } from '../../support/builders/settings.ts';

/** Everything that is granted, found where it is named, with some facts of its own. */
const sourceOf = (
  written: WrittenGrants,
  facts: Partial<ResourceFacts> = {},
  overrides: Partial<ConfigSource> = {},
): ConfigSource => {
  const request = aRequest({ grants: someGrants(written) });
  const readings = requestedGrants(request).flatMap(({ resource }) => {
    if (!resource) return [];
    const described = aResource(resource);
    const merged = { ...described.facts, ...facts } as ResourceFacts;
    return [[resourceKey(resource), found({ ...described, facts: merged })] as const];
  });
  return {
    request,
    userPool: userPoolSlice(),
    identityPool: { settings: identitySettings() },
    resources: Object.fromEntries(readings),
    ...overrides,
  };
};
const configOf = (...source: Parameters<typeof sourceOf>) => clientConfigOf(sourceOf(...source));

describe('A client config', () => {
  it('names everything that a grant names, with what an app needs to call it', () => {
    expect(configOf(everyCategory)).toMatchObject({
      buckets: [
        { name: 'storefront-uploads', region: 'eu-west-1' },
        { name: 'storefront-photos', region: 'eu-west-1' },
      ],
      graphqlApis: [{ name: 'storefront', region: 'eu-west-1', endpoint: graphqlEndpoint }],
      restApis: [
        {
          name: 'storefront-items',
          region: 'eu-west-1',
          endpoint: `https://${restApiId}.execute-api.eu-west-1.amazonaws.com/prod`,
        },
      ],
      streams: [
        { service: 'kinesis', name: 'clicks', region: 'eu-west-1' },
        { service: 'firehose', name: 'clicks', region: 'eu-west-1' },
      ],
      locations: [
        { kind: 'map', name: 'streets', region: 'eu-west-1', style: 'VectorEsriStreets' },
        { kind: 'place-index', name: 'towns', region: 'eu-west-1', style: null },
        { kind: 'geofence-collection', name: 'depots', region: 'eu-west-1', style: null },
        { kind: 'tracker', name: 'vans', region: 'eu-west-1', style: null },
      ],
      predictions: (['translate', 'speech', 'transcribe', 'text', 'image'] as const).map((use) => ({
        use,
        region: 'eu-west-1',
      })),
      bots: [{ botId, aliasId: botAliasId, region: 'eu-west-1', locales: ['de_DE', 'en_US'] }],
    });
  });

  it('names nothing that was not found', () => {
    const { resources, ...source } = sourceOf(everyCategory);
    const gone = Object.fromEntries(Object.keys(resources).map((key) => [key, notFound]));

    expect(clientConfigOf({ ...source, resources: gone })).toMatchObject({
      buckets: [],
      graphqlApis: [],
      restApis: [],
      streams: [],
      locations: [],
      bots: [],
    });
  });

  it('names nothing of a resource that no grant names', () => {
    const { resources } = sourceOf(everyCategory);

    expect(configOf({}, {}, { resources })).toMatchObject({ buckets: [], graphqlApis: [] });
  });

  it('names each thing once, however many grants are on it', () => {
    const twice = Object.fromEntries(
      Object.entries<readonly object[] | undefined>(everyCategory)
        .filter(([category]) => category !== 'storage')
        .map(([category, grants = []]) => [category, [...grants, ...grants]]),
    );

    expect(configOf(twice)).toEqual(configOf({ ...everyCategory, storage: [] }));
  });

  it('is none while the user pool is not known', () => {
    expect(configOf({}, {}, { userPool: userPoolSlice({ settings: null }) })).toBeNull();
  });
});

describe('An API of API Gateway in a client config', () => {
  const rest = (...stages: readonly (readonly [api: string, stage: string])[]): WrittenGrants => ({
    rest: stages.map(([api, stage]) => ({ api, stage, paths: [] })),
  });
  const endpoints = (...source: Parameters<typeof sourceOf>) =>
    configOf(...source)?.restApis.map(({ name, endpoint }) => [name, endpoint]);

  it.each([
    [restApiId, 'prod', `https://${restApiId}.execute-api.eu-west-1.amazonaws.com/prod`],
    [restApiId, '$default', `https://${restApiId}.execute-api.eu-west-1.amazonaws.com`],
    [
      `arn:aws-cn:apigateway:cn-north-1::/restapis/${restApiId}`,
      'prod',
      `https://${restApiId}.execute-api.cn-north-1.amazonaws.com.cn/prod`,
    ],
  ])('%s has at its stage %s the endpoint %s', (api, stage, endpoint) => {
    expect(endpoints(rest([api, stage]))).toEqual([['storefront-items', endpoint]]);
  });

  it('has a name of its own for each stage, and none that changes when a stage is added', () => {
    const names = endpoints(
      rest([restApiId, 'prod'], [restApiId, 'beta'], ['z9y8x7w6v5', 'beta']),
    )?.map(([name]) => name);

    expect(names).toEqual([
      'storefront-items',
      'storefront-items-beta',
      'storefront-items-beta-z9y8x7w6v5',
    ]);
  });

  it('is left out when it answers under a domain of its owner only', () => {
    expect(endpoints(rest([restApiId, 'prod']), { openEndpoint: false })).toEqual([]);
  });
});

describe('The ways into a GraphQL API in a client config', () => {
  const graphql: WrittenGrants = { graphql: [{ api: graphqlApiId, authenticated: true }] };
  const cognito = 'AMAZON_COGNITO_USER_POOLS';
  const iam = 'AWS_IAM';
  const { userPoolId } = sourceOf({}).request;
  const ours = [aTrustedPool({ userPoolId: userPoolId ?? '' })];
  const others = [aTrustedPool({ userPoolId: 'eu-west-1_Other' })];
  const ways = (types: string[], trustedPools = ours, overrides: Partial<ConfigSource> = {}) =>
    configOf(graphql, { authenticationTypes: types, trustedPools }, overrides)?.graphqlApis.flatMap(
      ({ authenticationTypes }) => authenticationTypes,
    );
  const noIdentityPool = { identityPool: null };

  it.each([
    [
      [iam, cognito],
      [iam, cognito],
    ],
    [
      [cognito, iam],
      [cognito, iam],
    ],
    [
      ['AWS_LAMBDA', iam, cognito],
      ['AWS_LAMBDA', cognito, iam],
    ],
    [
      ['API_KEY', cognito, iam],
      [iam, cognito],
    ],
    [['API_KEY', cognito], [cognito]],
    [
      ['API_KEY', 'AWS_LAMBDA', 'OPENID_CONNECT'],
      ['OPENID_CONNECT', 'AWS_LAMBDA'],
    ],
    [['API_KEY'], []],
  ])('of an API that takes %j are %j', (types, expected) => {
    expect(ways(types)).toEqual(expected);
  });

  it('are none of tokens when it trusts another pool', () => {
    expect(ways([cognito, iam], others)).toEqual([iam]);
  });

  it('are none of IAM for an app without an identity pool', () => {
    expect(ways([iam, cognito], ours, noIdentityPool)).toEqual([cognito]);
  });

  it('are the same whatever order AppSync gives its further ones in', () => {
    const more = ['OPENID_CONNECT', 'AWS_LAMBDA', cognito];

    expect(ways([iam, ...more])).toEqual(ways([iam, ...more.toReversed()]));
  });
});

describe('A prediction in a client config', () => {
  it('is of its own region, and of no other partition', () => {
    const written: WrittenGrants = {
      analytics: [{ stream: clicksArn, authenticated: true }],
      predictions: [
        { use: 'text', region: 'us-east-1', authenticated: true },
        { use: 'image', region: 'cn-north-1', authenticated: true },
      ],
    };

    expect(configOf(written)?.predictions).toEqual([{ use: 'text', region: 'us-east-1' }]);
  });
});

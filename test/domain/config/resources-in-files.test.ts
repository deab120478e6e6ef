import { describe, expect, it } from '@jest/globals';
import type { ResourcesConfig } from 'aws-amplify';
import { parseAmplifyConfig } from 'aws-amplify/utils';

import type { ClientConfig } from '../../../src/domain/config/client-config.ts';
import { graphqlConfig } from '../../../src/domain/config/resources-config.ts';
import { botAliasId, botId, graphqlEndpoint } from '../../support/builders/grants.ts';
import { clientConfig } from '../../support/builders/settings.ts';
import { renderAndRead } from './read-files.ts';

/** What the files say of granted resources, and what the library makes of it. */

const region = 'eu-west-1';
const graphqlApi: ClientConfig['graphqlApis'][number] = {
  name: 'storefront',
  region,
  endpoint: graphqlEndpoint,
  authenticationTypes: ['AWS_IAM', 'AMAZON_COGNITO_USER_POOLS'],
};
const orders = { ...graphqlApi, name: 'orders', endpoint: 'https://orders.example.com/graphql' };
const items = { name: 'items', region, endpoint: 'https://a1.execute-api.example.com/prod' };
const locations: ClientConfig['locations'] = [
  { kind: 'tracker', name: 'vans', region: 'us-east-1', style: null },
  { kind: 'map', name: 'streets', region, style: 'VectorEsriStreets' },
  { kind: 'map', name: 'far', region: 'us-east-1', style: 'VectorEsriStreets' },
  { kind: 'place-index', name: 'towns', region, style: null },
  { kind: 'place-index', name: 'shops', region, style: null },
  { kind: 'geofence-collection', name: 'depots', region, style: null },
];
const everyUse = (['image', 'text', 'speech', 'transcribe', 'translate'] as const).map((use) => ({
  use,
  region,
}));
const bot = { botId, aliasId: botAliasId, region, locales: ['de_DE', 'en_US'] };

const read = (overrides: Partial<ClientConfig>) => {
  const { exports, outputs } = renderAndRead(clientConfig(overrides));
  return {
    exports,
    outputs,
    byExports: parseAmplifyConfig(exports),
    byOutputs: parseAmplifyConfig(outputs),
  };
};

describe('A GraphQL API', () => {
  it('is the same to the library by either file', () => {
    const { byExports, byOutputs } = read({ graphqlApis: [graphqlApi] });
    const expected = { endpoint: graphqlEndpoint, region, defaultAuthMode: 'iam' };

    expect(byExports.API).toEqual({ GraphQL: expected });
    expect(byOutputs.API).toEqual({ GraphQL: expected });
  });

  it.each([
    ['AWS_IAM', 'iam'],
    ['AMAZON_COGNITO_USER_POOLS', 'userPool'],
    ['OPENID_CONNECT', 'oidc'],
    ['AWS_LAMBDA', 'lambda'],
  ] as const)('whose default is %s is never taken for another: %s', (type, defaultAuthMode) => {
    const authenticationTypes = [type] as const;
    const { byExports, byOutputs } = read({
      graphqlApis: [{ ...graphqlApi, authenticationTypes }],
    });

    for (const { API } of [byExports, byOutputs]) {
      expect(API).toMatchObject({ GraphQL: { defaultAuthMode } });
    }
    expect(graphqlConfig({ ...graphqlApi, authenticationTypes })).toMatchObject({
      defaultAuthMode,
    });
  });

  it('tells its further ways in beside the default, and no key in either file', () => {
    const { outputs, exports } = read({ graphqlApis: [graphqlApi] });

    expect(outputs.data).toEqual({
      url: graphqlEndpoint,
      aws_region: region,
      default_authorization_type: 'AWS_IAM',
      authorization_types: ['AMAZON_COGNITO_USER_POOLS'],
    });
    expect(JSON.stringify([outputs, exports])).not.toMatch(/api_?key/i);
  });

  it('that is a further one stands under custom, as the library takes it', () => {
    const { outputs, byOutputs } = read({ graphqlApis: [graphqlApi, orders] });
    const config: ResourcesConfig = {
      ...byOutputs,
      API: { ...byOutputs.API, GraphQL: graphqlConfig(orders) },
    };

    expect(byOutputs.API?.GraphQL?.endpoint).toBe(graphqlEndpoint);
    expect(outputs.custom).toEqual({ graphql: { orders: config.API?.GraphQL } });
  });
});

describe('An API of API Gateway', () => {
  it('is the same to the library by either file, the outputs by their documented convention', () => {
    const { outputs, byExports } = read({ restApis: [items] });
    const { endpoint } = items;

    expect(byExports.API).toEqual({ REST: { items: { endpoint, region } } });
    expect(outputs.custom).toEqual({ API: { items: { endpoint, region, apiName: 'items' } } });
  });
});

describe('Resources of Amazon Location', () => {
  it('are the same to the library by either file: those of one region, the first its default', () => {
    const { byExports, byOutputs } = read({ locations });

    expect(byOutputs.Geo).toEqual({
      LocationService: {
        region,
        maps: { items: { streets: { style: 'VectorEsriStreets' } }, default: 'streets' },
        searchIndices: { items: ['towns', 'shops'], default: 'towns' },
        geofenceCollections: { items: ['depots'], default: 'depots' },
      },
    });
    expect(byExports.Geo).toEqual(byOutputs.Geo);
  });

  it('are nothing where there are trackers only', () => {
    const { exports, outputs } = read({ locations: locations.slice(0, 1) });

    expect(exports).not.toHaveProperty('geo');
    expect(outputs).not.toHaveProperty('geo');
  });
});

describe('Buckets', () => {
  it('are named to the library once each, with who may do what below which path', () => {
    const paths = { 'public/*': { guest: ['get', 'list'], authenticated: ['write'] } } as const;
    const { byOutputs, byExports } = read({
      buckets: [
        { name: 'one', region, paths },
        { name: 'two', region: 'us-east-1', paths: {} },
      ],
    });

    expect(byOutputs.Storage?.S3).toEqual({
      bucket: 'one',
      region,
      buckets: {
        one: { bucketName: 'one', region, paths },
        two: { bucketName: 'two', region: 'us-east-1' },
      },
    });
    expect(byExports.Storage?.S3).toMatchObject({ bucket: 'one', region });
  });
});

describe('Guests whom the identity pool refuses', () => {
  it.each([true, false])(
    'are what the library thinks of them, by either file: %s',
    (guestsAllowed) => {
      const { identity } = clientConfig();
      const refusing = identity && { ...identity, guestsAllowed };
      const { byExports, byOutputs, exports } = read({ identity: refusing });

      expect(byExports.Auth?.Cognito.allowGuestAccess).toBe(guestsAllowed);
      expect(byOutputs.Auth?.Cognito.allowGuestAccess ?? false).toBe(guestsAllowed);
      expect(exports['aws_mandatory_sign_in']).toBe(guestsAllowed ? undefined : 'enable');
    },
  );

  it('are no matter without an identity pool', () => {
    expect(read({ identity: null }).exports).not.toHaveProperty('aws_mandatory_sign_in');
  });
});

describe('Keys of the files', () => {
  const everything = {
    graphqlApis: [graphqlApi],
    restApis: [items],
    locations,
    predictions: everyUse,
    buckets: [{ name: 'one', region, paths: {} }],
  };

  it("stand in Gen 1's order: categories by the alphabet, then predictions and geo", () => {
    const keys = Object.keys(read(everything).exports);
    const others = keys.filter(
      (key) => !/^(aws_cognito|aws_user_pools|oauth|federation)/.test(key),
    );

    expect(others).toEqual([
      'aws_project_region',
      'aws_appsync_graphqlEndpoint',
      'aws_appsync_region',
      'aws_appsync_authenticationType',
      'aws_cloud_logic_custom',
      'aws_user_files_s3_bucket',
      'aws_user_files_s3_bucket_region',
      'predictions',
      'geo',
    ]);
    expect(keys.indexOf('aws_cloud_logic_custom')).toBeLessThan(keys.indexOf('aws_user_pools_id'));
  });

  it('are none of the other format: the library would read the file by the wrong rules', () => {
    const { outputs } = read({ ...everything, bots: [bot] });

    expect(Object.keys(outputs).filter((key) => key.startsWith('aws_'))).toEqual([]);
  });
});

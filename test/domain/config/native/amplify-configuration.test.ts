import { describe, expect, it } from '@jest/globals';

import {
  renderDartConfiguration,
  renderNativeConfiguration,
} from '../../../../src/domain/config/native/amplify-configuration.ts';
import { renderAwsConfiguration } from '../../../../src/domain/config/native/aws-configuration.ts';
import type { GraphqlApi } from '../../../../src/domain/grants/graphql/config.ts';
import type { LocationResource } from '../../../../src/domain/grants/geo/config.ts';
import { clientConfig } from '../../../support/builders/settings.ts';
import { authSection, readNative } from './read-native.ts';

type Overrides = Parameters<typeof clientConfig>[0];
type Plugins = Readonly<Record<string, { readonly plugins: object }>>;
const render = {
  android: (overrides: Overrides) => renderNativeConfiguration('android', clientConfig(overrides)),
  ios: (overrides: Overrides) => renderNativeConfiguration('ios', clientConfig(overrides)),
  flutter: (overrides: Overrides) => renderDartConfiguration(clientConfig(overrides)),
};
const paths = {
  android: 'android/amplifyconfiguration.json',
  ios: 'ios/amplifyconfiguration.json',
  flutter: 'flutter/amplifyconfiguration.dart',
};
const platforms = ['android', 'ios', 'flutter'] as const;
type Platform = (typeof platforms)[number];
const read = (overrides: Overrides = {}, platform: Platform = 'ios') =>
  readNative(paths[platform], render[platform](overrides)) as Plugins;
const pluginOf = (category: string, overrides: Overrides, platform: Platform = 'ios') =>
  Object.values(read(overrides, platform)[category]?.plugins ?? {})[0] as unknown;

const region = 'eu-west-1';
const orders: GraphqlApi = {
  name: 'orders',
  region,
  endpoint: 'https://one.appsync-api.eu-west-1.amazonaws.com/graphql',
  authenticationTypes: ['AWS_IAM', 'AMAZON_COGNITO_USER_POOLS'],
};
const items = {
  name: 'items',
  region: 'us-east-1',
  endpoint: 'https://r1.execute-api.us-east-1.amazonaws.com/prod',
};
const location = (kind: LocationResource['kind'], name: string, more = {}): LocationResource => ({
  kind,
  name,
  region,
  style: kind === 'map' ? 'VectorEsriStreets' : null,
  ...more,
});
const all: Overrides = {
  buckets: [{ name: 'shop-files', region: 'us-east-1', paths: {} }],
  graphqlApis: [orders],
  restApis: [items],
  locations: [location('map', 'streets')],
  predictions: [{ use: 'text', region }],
  streams: [{ service: 'kinesis', name: 'clicks', region }],
  bots: [{ botId: 'B', aliasId: 'A', region, locales: ['en_US'] }],
};

describe('amplifyconfiguration', () => {
  it.each([
    ['android', ['api', 'auth', 'predictions', 'storage', 'geo']],
    ['ios', ['api', 'auth', 'predictions', 'storage', 'geo']],
    ['flutter', ['api', 'auth', 'storage']],
  ] as const)('has the categories of %s in the order of Gen 1', (platform, categories) => {
    expect(Object.keys(read(all, platform))).toEqual(['UserAgent', 'Version', ...categories]);
    expect(Object.keys(read({}, platform))).toEqual(['UserAgent', 'Version', 'auth']);
  });

  it.each(platforms)('has all of awsconfiguration.json as its auth section: %s', (platform) => {
    expect(authSection(paths[platform], render[platform](all))).toEqual(
      JSON.parse(renderAwsConfiguration(platform, clientConfig(all))),
    );
  });

  it('names the first bucket', () => {
    expect(read(all)['storage']).toEqual({
      plugins: {
        awsS3StoragePlugin: {
          bucket: 'shop-files',
          region: 'us-east-1',
          defaultAccessLevel: 'guest',
        },
      },
    });
  });
});

describe('APIs', () => {
  it('stand under their names', () => {
    const { endpoint } = orders;

    expect(pluginOf('api', all)).toEqual({
      orders: { endpointType: 'GraphQL', endpoint, region, authorizationType: 'AWS_IAM' },
      items: {
        endpointType: 'REST',
        endpoint: items.endpoint,
        region: 'us-east-1',
        authorizationType: 'AWS_IAM',
      },
    });
  });

  it('have a name each, even where AWS has one for several', () => {
    const apis = { graphqlApis: [orders, orders], restApis: [{ ...items, name: 'orders' }] };

    expect(Object.keys(pluginOf('api', apis) as object)).toEqual([
      'orders',
      'orders-2',
      'orders-3',
    ]);
  });

  it('stand in the auth section under each way to call the first of them', () => {
    const section = authSection(paths.android, render.android(all));
    const { endpoint: ApiUrl } = orders;

    expect(section['AppSync']).toEqual({
      Default: {
        ApiUrl,
        Region: region,
        AuthMode: 'AWS_IAM',
        ClientDatabasePrefix: 'orders_AWS_IAM',
      },
      orders_AMAZON_COGNITO_USER_POOLS: {
        ApiUrl,
        Region: region,
        AuthMode: 'AMAZON_COGNITO_USER_POOLS',
        ClientDatabasePrefix: 'orders_AMAZON_COGNITO_USER_POOLS',
      },
    });
    expect(authSection(paths.ios, render.ios({ restApis: [items] }))).not.toHaveProperty('AppSync');
  });
});

describe('Predictions', () => {
  const defaultNetworkPolicy = 'auto';

  it('have what both libraries ask for, and everything that was granted', () => {
    const predictions = [
      { use: 'image' as const, region: 'us-east-1' },
      { use: 'text' as const, region },
    ];

    expect(pluginOf('predictions', { predictions })).toEqual({
      defaultRegion: 'us-east-1',
      identify: {
        identifyText: { region: 'us-east-1', format: 'ALL', defaultNetworkPolicy },
        identifyEntities: {
          region: 'us-east-1',
          celebrityDetectionEnabled: 'true',
          defaultNetworkPolicy,
        },
        identifyLabels: { region: 'us-east-1', type: 'ALL', defaultNetworkPolicy },
      },
      interpret: { interpretText: { region, type: 'ALL', defaultNetworkPolicy } },
    });
  });

  it.each(['translate', 'speech', 'transcribe'] as const)(
    'leave languages and voices to the call and say where: %s',
    (use) => {
      const predictions = [
        { use: 'text' as const, region },
        { use, region: 'us-west-2' },
      ];

      expect(pluginOf('predictions', { predictions }, 'android')).toEqual({
        defaultRegion: 'us-west-2',
        interpret: { interpretText: { region, type: 'ALL', defaultNetworkPolicy } },
      });
    },
  );
});

describe('Locations', () => {
  it('have the first of a kind as its default, and only what native libraries know', () => {
    const locations = [
      location('geofence-collection', 'fences'),
      location('map', 'streets'),
      location('map', 'night', { style: 'VectorHereExplore' }),
      location('place-index', 'places'),
      location('tracker', 'vans'),
    ];

    expect(pluginOf('geo', { locations })).toEqual({
      region,
      maps: {
        items: { streets: { style: 'VectorEsriStreets' }, night: { style: 'VectorHereExplore' } },
        default: 'streets',
      },
      searchIndices: { items: ['places'], default: 'places' },
    });
  });

  it('lie in one region, because the libraries know one', () => {
    const locations = [
      location('place-index', 'places', { region: 'us-east-1' }),
      location('map', 'streets'),
    ];

    expect(pluginOf('geo', { locations })).toEqual({
      region: 'us-east-1',
      searchIndices: { items: ['places'], default: 'places' },
    });
  });

  it('have no map without a style, which both libraries refuse', () => {
    const locations = [location('place-index', 'places'), location('map', 'bare', { style: null })];

    expect(pluginOf('geo', { locations })).toEqual({
      region,
      searchIndices: { items: ['places'], default: 'places' },
    });
  });

  it('name their region when there are fences only, and nothing when there are trackers only', () => {
    const only = (kind: LocationResource['kind']) =>
      pluginOf('geo', { locations: [location(kind, 'one')] });

    expect([only('geofence-collection'), only('tracker')]).toEqual([{ region }, undefined]);
  });
});

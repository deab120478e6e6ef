import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';

import type { GeoKind } from '../../../../src/contract/grants/geo.ts';
import { predictionsGrantSchema } from '../../../../src/contract/grants/predictions.ts';
import type { ClientConfig } from '../../../../src/domain/config/client-config.ts';
import { renderFiles } from '../../../../src/domain/config/files.ts';
import { withNativeClientSecret } from '../../../../src/domain/config/native/client-secret.ts';
import { backwards } from '../../../support/builders/backwards.ts';
import {
  authSettings,
  clientConfig,
  clientSettings,
  identitySettings,
} from '../../../support/builders/settings.ts';
import { nativePaths } from '../../../support/native-golden.ts';
import { authSection, readNative } from './read-native.ts';
import { runs } from '../../../support/counts.ts';

const geoKinds: Readonly<Record<GeoKind, true>> = {
  map: true,
  'place-index': true,
  'geofence-collection': true,
  tracker: true,
};
const word = fc.stringMatching(/^[A-Za-z0-9"'\\${}<>/é\n]{1,12}$/);
const region = fc.constantFrom('eu-west-1', 'us-east-1');
const some = <Value>(value: fc.Arbitrary<Value>) => fc.array(value, { maxLength: 3 });
const client = fc
  .record({
    id: word,
    hasSecret: fc.boolean(),
    hostedUi: fc.boolean(),
    providers: fc.subarray(['COGNITO', 'Google', 'CorpAD']),
    flows: fc.subarray(['code', 'implicit']),
    scopes: some(word),
    callbackUrls: some(word),
    logoutUrls: some(word),
  })
  .map(clientSettings);
/** The outputs are checked against their schema; here the files of the native client are tried. */
const web = word.map((id) => clientSettings({ id }));
const types = fc.constantFrom(
  ['AWS_IAM'] as const,
  ['AMAZON_COGNITO_USER_POOLS', 'AWS_IAM'] as const,
);
const address = (text: string) => `https://api.example.com/${encodeURIComponent(text)}`;
const config: fc.Arbitrary<ClientConfig> = fc
  .record({
    auth: fc
      .record({ domain: fc.option(word), customAuth: fc.boolean(), web, native: client })
      .map(authSettings),
    identity: fc.option(
      fc
        .record({ google: fc.option(word), facebook: fc.option(word) })
        .map((loginClients) => identitySettings({ loginClients })),
    ),
    buckets: fc.uniqueArray(fc.record({ name: word, region, paths: fc.constant({}) }), {
      selector: ({ name }) => name,
      maxLength: 3,
    }),
    graphqlApis: some(
      fc.record({
        name: word,
        region,
        endpoint: word.map(address),
        authenticationTypes: types,
      }),
    ),
    restApis: some(fc.record({ name: word, region, endpoint: word.map(address) })),
    // A config names a resource once.
    locations: fc.uniqueArray(
      fc.record({
        kind: fc.constantFrom(...(Object.keys(geoKinds) as GeoKind[])),
        name: word,
        region,
        style: fc.option(word),
      }),
      { maxLength: 3, selector: (one) => JSON.stringify([one.kind, one.name, one.region]) },
    ),
    predictions: some(
      fc.record({ use: fc.constantFrom(...predictionsGrantSchema().shape.use.options), region }),
    ),
  })
  .map(clientConfig);
const nativeOf = (settings: ClientConfig) =>
  renderFiles(settings).filter(({ path }) => path.includes('/'));
const secret = 'b7c1f0e2d4';

describe('Every native file', () => {
  it('is published, whether there is a native client of its own or not', () => {
    const web = authSettings({ native: authSettings().web });

    expect(nativeOf(clientConfig({ auth: web })).map(({ path }) => path)).toEqual(nativePaths);
  });

  it('can be read by its library and names the native client, for any settings', () => {
    fc.assert(
      fc.property(config, (settings) => {
        for (const { path, content } of nativeOf(settings)) {
          expect(authSection(path, content)).toMatchObject({
            CognitoUserPool: { Default: { AppClientId: settings.auth.native.id } },
          });
        }
      }),
      runs(100),
    );
  });

  it('is the same bytes whatever the order of the keys of the settings', () => {
    fc.assert(
      fc.property(config, (settings) => {
        expect(nativeOf(backwards(settings) as ClientConfig)).toEqual(nativeOf(settings));
      }),
      runs(100),
    );
  });

  it('has no secret and no place for one, even if an adapter forgot to drop it', () => {
    fc.assert(
      fc.property(config, (settings) => {
        const { auth } = settings;
        const native = { ...auth.native, ClientSecret: secret, secret };

        for (const { path, content } of nativeOf({ ...settings, auth: { ...auth, native } })) {
          expect(content).not.toContain(secret);
          expect(keysOf(readNative(path, content)).filter((key) => /secret/i.test(key))).toEqual(
            [],
          );
        }
      }),
      runs(100),
    );
  });

  it('is found again when the secret is taken out of a local copy', () => {
    fc.assert(
      fc.property(config, word, (settings, value) => {
        for (const { path, content } of nativeOf(settings)) {
          const local = readNative(path, withNativeClientSecret(path, content, value));

          expect(withoutSecrets(local)).toEqual(readNative(path, content));
          expect(local).not.toEqual(readNative(path, content));
        }
      }),
      runs(100),
    );
  });
});

function keysOf(node: unknown): readonly string[] {
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) => [key, ...keysOf(value)]);
}

function withoutSecrets(node: unknown): unknown {
  return JSON.parse(
    JSON.stringify(node, (key, value: unknown) => (key === 'AppClientSecret' ? undefined : value)),
  );
}

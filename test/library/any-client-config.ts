import * as fc from 'fast-check';

import type { ClientConfig } from '../../src/domain/config/client-config.ts';
import { identityWord } from '../../src/domain/grants/storage/access.ts';
import {
  authSettings,
  clientConfig,
  clientSettings,
  identitySettings,
} from '../support/builders/settings.ts';

const name = fc.stringMatching(/^[a-z][a-z0-9-]{2,8}$/);
const region = fc.constantFrom('eu-west-1', 'us-east-1');
const distinct = <Value>(value: fc.Arbitrary<Value>, by: (one: Value) => string) =>
  fc.uniqueArray(value, { selector: by, maxLength: 3 });
const byName = (one: { readonly name: string }) => one.name;
const some = <Word extends string>(...words: readonly Word[]) => fc.subarray([...words]);
const atLeastOne = <Word extends string>(...words: readonly Word[]) =>
  fc.subarray([...words], { minLength: 1 });

const urls = distinct(
  fc.webUrl().filter((url) => !url.includes(',')),
  (url) => url,
);
const client = fc
  .record({
    hostedUi: fc.boolean(),
    providers: some(
      'COGNITO',
      'Google',
      'Facebook',
      'LoginWithAmazon',
      'SignInWithApple',
      'CorpAD',
    ),
    flows: some('code', 'implicit', 'client_credentials'),
    scopes: some('openid', 'email', 'profile', 'items/read'),
    callbackUrls: urls,
    logoutUrls: urls,
  })
  .map((settings) => clientSettings(settings));

const auth = fc
  .record({
    domain: fc.option(fc.domain()),
    usernameAttributes: some('email', 'phone_number'),
    aliasAttributes: some('email', 'phone_number', 'preferred_username'),
    autoVerifiedAttributes: some('email', 'phone_number'),
    requiredAttributes: some('email', 'name', 'zoneinfo', 'updated_at'),
    passwordPolicy: fc.record({
      minLength: fc.integer({ min: 6, max: 99 }),
      lowercase: fc.boolean(),
      uppercase: fc.boolean(),
      numbers: fc.boolean(),
      symbols: fc.boolean(),
    }),
    mfa: fc.constantFrom(null, 'OFF' as const, 'OPTIONAL' as const, 'ON' as const),
    mfaMethods: some('SMS', 'TOTP', 'EMAIL'),
    passwordless: fc.option(
      fc.record({
        emailOtp: fc.boolean(),
        smsOtp: fc.boolean(),
        webAuthn: fc.option(
          fc.record({
            relyingPartyId: fc.option(fc.domain()),
            userVerification: fc.constantFrom('required' as const, 'preferred' as const),
          }),
        ),
      }),
    ),
    groups: distinct(
      fc.record({ name, precedence: fc.option(fc.nat()), roleArn: fc.constant(null) }),
      byName,
    ),
    web: client,
    native: client,
  })
  .map((settings) => authSettings(settings));

const identity = fc.option(
  fc
    .record({ guestsAllowed: fc.boolean(), socialLogins: fc.boolean() })
    .map((settings) => identitySettings(settings)),
);

const words = atLeastOne('get', 'list', 'write', 'delete');
const paths = fc
  .tuple(fc.dictionary(name, words, { maxKeys: 2 }), name, words)
  .map(([shared, own, permissions]) => ({
    ...Object.fromEntries(
      Object.entries(shared).map(([prefix, may]) => [`${prefix}/*`, { authenticated: may }]),
    ),
    [`own-${own}/${identityWord}/*`]: { entityidentity: permissions },
  }));

const wayIn = fc.constantFrom(
  'AWS_IAM' as const,
  'AMAZON_COGNITO_USER_POOLS' as const,
  'OPENID_CONNECT' as const,
  'AWS_LAMBDA' as const,
);

/** Any client config that an import may render, every section of it; URLs without a comma. */
export const anyClientConfig: fc.Arbitrary<ClientConfig> = fc
  .record({
    auth,
    identity,
    buckets: distinct(fc.record({ name, region, paths }), byName),
    graphqlApis: distinct(
      fc.record({
        name,
        region,
        endpoint: fc.webUrl(),
        authenticationTypes: wayIn.map((one) => [one] as const),
      }),
      byName,
    ),
    restApis: distinct(fc.record({ name, region, endpoint: fc.webUrl() }), byName),
    streams: distinct(
      fc.record({
        name,
        region,
        service: fc.constantFrom('kinesis' as const, 'firehose' as const),
      }),
      byName,
    ),
    locations: distinct(
      fc.record({
        kind: fc.constantFrom('map', 'place-index', 'geofence-collection', 'tracker'),
        name,
        region,
        style: fc.constant('VectorEsriStreets'),
      }),
      byName,
    ),
    predictions: distinct(
      fc.record({
        use: fc.constantFrom('translate', 'speech', 'transcribe', 'text', 'image'),
        region,
      }),
      ({ use }) => use,
    ),
    bots: distinct(
      fc.record({
        botId: fc.stringMatching(/^[A-Z0-9]{10}$/),
        aliasId: fc.constant('TSTALIASID'),
        region,
        locales: some('de_DE', 'en_US'),
      }),
      ({ botId }) => botId,
    ),
    options: fc.record({
      oauth: fc.constantFrom('auto' as const, 'required' as const, 'off' as const),
      redirects: fc.constantFrom('all' as const, 'https' as const),
      outputsVersion: fc.constantFrom('1.5' as const, '1.4' as const),
    }),
  })
  .map((sections) => clientConfig(sections));

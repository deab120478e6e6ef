import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import type { ConfigFormat } from '../../src/domain/compare/file-kind.ts';
import { readByNone } from '../../src/domain/compare/key-meaning.ts';
import { rowOf } from '../../src/domain/compare/meaning.ts';

const source = (name: string) => readFileSync(`node_modules/@aws-amplify/core/src/${name}`, 'utf8');

/** Names that a parser takes out of an object: `const { a, b: c } = from`. */
function takenFrom(text: string, from: RegExp): readonly string[] {
  const taken = [...text.matchAll(/const \{([^}]*)\}\s*=\s*([\w.?]+)/g)]
    .filter(([, , object = '']) => from.test(object))
    .flatMap(([, names = '']) => names.split(','))
    .map((name) => name.split(':')[0]?.trim() ?? '');
  return taken.filter((name) => name !== '');
}

/** Names that it reads of one: `from.a`. */
const readOf = (text: string, from: string) =>
  [...text.matchAll(new RegExp(String.raw`\b${from}\??\.(\w+)`, 'g'))].map(([, name = '']) => name);

const stateOf = (format: ConfigFormat, key: string) => {
  const row = rowOf(format, key.split('.'));
  if (row === null) return 'not known';
  return row.changed === readByNone.changed ? 'not read' : 'read';
};

describe('The keys of aws-exports', () => {
  const text = source('parseAWSExports.ts');
  const names = takenFrom(text, /^config$/);
  const oauth = /getOAuthConfig = \(\{([^}]*)\}/.exec(text)?.[1]?.split(',') ?? [];

  it('that the parser of the library takes are known as read', () => {
    const keys = [...names, ...oauth.map((name) => `oauth.${name.trim()}`)].filter(
      (name) => !name.endsWith('.'),
    );

    expect(keys.length).toBeGreaterThan(30);
    expect(keys.filter((key) => stateOf('exports', key) !== 'read')).toEqual([]);
  });

  it.each(['federationTarget', 'allowUnauthenticatedIdentities', 'aws_bots', 'Analytics'])(
    'that are known as not read are not read: %s',
    (key) => {
      expect(stateOf('exports', key)).toBe('not read');
      expect(names).not.toContain(key);
    },
  );
});

describe('The keys of the outputs', () => {
  const text = source('parseAmplifyOutputs.ts');
  const below = (section: string, names: readonly string[]) =>
    names.map((name) => `${section}.${name}`);
  const keys = [
    ...readOf(text, 'amplifyOutputs'),
    ...below('auth', takenFrom(text, /AuthProperties$/)),
    ...below('auth.oauth', readOf(text, 'oauth')),
    ...below('auth.password_policy', readOf(text, 'password_policy')),
    ...below('auth.passwordless', readOf(text, 'passwordless')),
    ...below('storage', takenFrom(text, /StorageProperties$/)),
    ...below('data', takenFrom(text, /DataProperties$/)),
    ...below('custom.events', takenFrom(text, /\.events$/)),
    ...below('notifications', takenFrom(text, /NotificationsProperties$/)),
  ];

  it('that the parser of the library takes are known as read', () => {
    expect(keys.length).toBeGreaterThan(45);
    expect(keys).toContain('auth.oauth.redirect_sign_in_uri');
    expect(keys.filter((key) => key !== 'custom' && stateOf('outputs', key) !== 'read')).toEqual(
      [],
    );
  });

  /**
   * amplify-flutter, `packages/amplify_core/lib/src/config/amplify_outputs/`, at
   * d8a895daa2fa428fd274022df1f47c3fab7ba87b: what it takes beyond the schema.
   */
  it.each([
    'auth.user_pool_endpoint',
    'auth.app_client_secret',
    'auth.oauth.sign_in_uri',
    'auth.oauth.sign_in_uri_query_parameters',
    'auth.oauth.sign_out_uri',
    'auth.oauth.sign_out_uri_query_parameters',
    'auth.oauth.token_uri',
    'rest_api',
  ])('that only the library of Flutter takes are known as read: %s', (key) => {
    expect(stateOf('outputs', key)).toBe('read');
  });
});

/**
 * amplify-swift, `ConfigurationHelper.swift`, at 197334587a3abaf64e5092fb8c3c8d9553844f35; amplify-android,
 * `AuthConfiguration.kt` and the configurations in `statemachine/codegen/data/`, at
 * 6b8bd6a47c8e83d9d011ed8d218cc4cc5da73322; amplify-flutter, `packages/amplify_core/lib/src/config/auth/`,
 * at d8a895daa2fa428fd274022df1f47c3fab7ba87b.
 */
const nativeKeys = [
  ...['PoolId', 'AppClientId', 'AppClientSecret', 'Region', 'Endpoint', 'PinpointAppId'].map(
    (name) => `CognitoUserPool.Default.${name}`,
  ),
  'CognitoUserPool.Default.MigrationEnabled',
  'CognitoUserPool.Default.HostedUI',
  'CredentialsProvider.CognitoIdentity.Default.PoolId',
  'CredentialsProvider.CognitoIdentity.Default.Region',
  ...[
    'authenticationFlowType',
    'socialProviders',
    'usernameAttributes',
    'signupAttributes',
    'passwordProtectionSettings',
    'mfaConfiguration',
    'mfaTypes',
    'verificationMechanisms',
  ].map((name) => `Auth.Default.${name}`),
  ...[
    'WebDomain',
    'AppClientId',
    'AppClientSecret',
    'Scopes',
    'SignInRedirectURI',
    'SignInURI',
    'SignInURIQueryParameters',
    'SignOutRedirectURI',
    'SignOutURI',
    'SignOutURIQueryParameters',
    'TokenURI',
  ].map((name) => `Auth.Default.OAuth.${name}`),
  'S3TransferUtility.Default.Bucket',
  'S3TransferUtility.Default.Region',
  'AppSync.Default.ApiUrl',
  'PinpointAnalytics.Default.AppId',
  'PinpointTargeting.Default.Region',
];

describe('The keys of native files', () => {
  it.each(nativeKeys)('that their libraries take are known as read: %s', (key) => {
    expect(stateOf('native', key)).toBe('read');
    expect(stateOf('native', `auth.plugins.awsCognitoAuthPlugin.${key}`)).toBe('read');
  });
});

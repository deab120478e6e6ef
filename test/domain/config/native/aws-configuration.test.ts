import { describe, expect, it } from '@jest/globals';

import { renderAwsConfiguration } from '../../../../src/domain/config/native/aws-configuration.ts';
import type { NativePlatform } from '../../../../src/domain/config/native/platform.ts';
import { identityPoolId, nativeClientId, userPoolId } from '../../../support/builders/ids.ts';
import {
  authSettings,
  clientConfig,
  clientSettings,
  hostedUiSettings,
  identitySettings,
} from '../../../support/builders/settings.ts';
import type { JsonObject } from './read-native.ts';

type Overrides = Parameters<typeof clientConfig>[0];
const read = (overrides: Overrides = {}, platform: NativePlatform = 'android') =>
  JSON.parse(renderAwsConfiguration(platform, clientConfig(overrides))) as JsonObject & {
    Auth: { Default: JsonObject };
  };
const domain = 'shop.auth.eu-west-1.amazoncognito.com';
const nativeHostedUi = (overrides: Parameters<typeof hostedUiSettings>[0] = {}) =>
  authSettings({ domain, native: hostedUiSettings({ id: nativeClientId, ...overrides }) });

describe('awsconfiguration.json', () => {
  it('names pools and the native client, each in its own region', () => {
    const identity = identitySettings({ region: 'us-west-2' });
    const native = clientSettings({ id: nativeClientId });

    expect(read({ identity, auth: authSettings({ native }) })).toMatchObject({
      CredentialsProvider: {
        CognitoIdentity: { Default: { PoolId: identityPoolId, Region: 'us-west-2' } },
      },
      CognitoUserPool: {
        Default: { PoolId: userPoolId, AppClientId: nativeClientId, Region: 'eu-west-1' },
      },
    });
  });

  it('has no credentials provider for a user pool alone', () => {
    expect(read({ identity: null })).not.toHaveProperty('CredentialsProvider');
  });

  it.each([
    ['android', 'aws-amplify-cli/0.1.0'],
    ['flutter', 'aws-amplify-cli/0.1.0'],
    ['ios', 'aws-amplify/cli'],
  ] as const)('says %s as Gen 1 said it', (platform, userAgent) => {
    expect(read({}, platform)['UserAgent']).toBe(userAgent);
  });

  it('has the hosted UI of the native client only', () => {
    const auth = nativeHostedUi({ scopes: ['openid'] });
    const web = authSettings({ domain, web: hostedUiSettings() });

    expect(read({ auth: web }).Auth.Default).not.toHaveProperty('OAuth');
    expect(read({ auth }).Auth.Default['OAuth']).toEqual({
      WebDomain: domain,
      AppClientId: nativeClientId,
      SignInRedirectURI: 'https://app.example.com/',
      SignOutRedirectURI: 'https://app.example.com/bye',
      Scopes: ['openid'],
    });
  });

  it('has no half block of the hosted UI, which Flutter refuses', () => {
    expect(read({ auth: nativeHostedUi({ logoutUrls: [] }) }).Auth.Default).not.toHaveProperty(
      'OAuth',
    );
  });

  it.each([
    ['ios', ['https://a.example/', 'shop://in/', 'other://in/'], 'shop://in/'],
    ['android', ['HTTP://localhost/', 'shop://in/'], 'shop://in/'],
    ['android', ['https://a.example/', 'http://localhost/'], 'https://a.example/'],
    ['flutter', ['https://a.example/', 'shop://in/'], 'https://a.example/,shop://in/'],
    ['flutter', ['https://a.example/?to=a,b', 'shop://in/'], 'shop://in/'],
    ['flutter', ['https://a.example/?to=a,b'], 'https://a.example/?to=a,b'],
  ] as const)('tells %s of the redirects %j: %s', (platform, callbackUrls, expected) => {
    const { Auth } = read({ auth: nativeHostedUi({ callbackUrls: [...callbackUrls] }) }, platform);

    expect(Auth.Default['OAuth']).toMatchObject({ SignInRedirectURI: expected });
  });

  it('signs in with challenges of its own where the pool has their triggers', () => {
    const flow = (customAuth: boolean) =>
      read({ auth: authSettings({ customAuth }) }).Auth.Default['authenticationFlowType'];

    expect([flow(true), flow(false)]).toEqual(['CUSTOM_AUTH', 'USER_SRP_AUTH']);
  });

  it('begins with the flow that the native client allows in place of SRP', () => {
    const flow = (overrides: Parameters<typeof authSettings>[0]) =>
      read({ auth: authSettings(overrides) }).Auth.Default['authenticationFlowType'];

    expect(flow({ nativeFlow: 'USER_PASSWORD_AUTH' })).toBe('USER_PASSWORD_AUTH');
    expect(flow({ nativeFlow: 'USER_AUTH' })).toBe('USER_AUTH');
    expect(flow({ nativeFlow: 'USER_AUTH', customAuth: true })).toBe('CUSTOM_AUTH');
  });

  it('says what the pool takes in the words that native libraries know', () => {
    const auth = authSettings({
      usernameAttributes: ['email', 'phone_number'],
      requiredAttributes: ['given_name'],
      autoVerifiedAttributes: ['phone_number'],
      passwordPolicy: { ...authSettings().passwordPolicy, uppercase: false },
      mfa: 'ON',
      mfaMethods: ['SMS', 'TOTP', 'EMAIL'],
      native: clientSettings({ providers: ['SignInWithApple', 'CorpAD', 'LoginWithAmazon'] }),
    });

    expect(read({ auth }).Auth.Default).toEqual({
      authenticationFlowType: 'USER_SRP_AUTH',
      socialProviders: ['APPLE', 'AMAZON'],
      usernameAttributes: ['EMAIL', 'PHONE_NUMBER'],
      signupAttributes: ['GIVEN_NAME'],
      passwordProtectionSettings: {
        passwordPolicyMinLength: 8,
        passwordPolicyCharacters: ['REQUIRES_LOWERCASE', 'REQUIRES_NUMBERS', 'REQUIRES_SYMBOLS'],
      },
      mfaConfiguration: 'ON',
      mfaTypes: ['SMS', 'TOTP'],
      verificationMechanisms: ['PHONE_NUMBER'],
    });
  });

  it('leaves an MFA out that the pool does not state, instead of a word that nobody knows', () => {
    expect(read({ auth: authSettings({ mfa: null }) }).Auth.Default).not.toHaveProperty(
      'mfaConfiguration',
    );
  });

  it("has the ids of the identity pool's own social logins", () => {
    const identity = identitySettings({
      loginClients: { google: 'shop.apps.googleusercontent.com', facebook: '1234567890' },
    });

    expect(read({ identity })).toMatchObject({
      GoogleSignIn: {
        Permissions: 'email,profile,openid',
        'ClientId-WebApp': 'shop.apps.googleusercontent.com',
      },
      FacebookSignIn: { AppId: '1234567890', Permissions: 'public_profile' },
    });
    expect(read()).not.toHaveProperty('GoogleSignIn');
    expect(read()).not.toHaveProperty('FacebookSignIn');
  });

  it('names the first bucket, in its own region', () => {
    const buckets = [
      { name: 'one', region: 'us-east-1', paths: {} },
      { name: 'two', region: 'eu-west-1', paths: {} },
    ];

    expect(read({ buckets })['S3TransferUtility']).toEqual({
      Default: { Bucket: 'one', Region: 'us-east-1' },
    });
  });
});

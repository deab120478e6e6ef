import { describe, expect, it } from '@jest/globals';

import { identityPoolId, userPoolId, webClientId } from '../../support/builders/ids.ts';
import {
  authSettings,
  clientConfig,
  hostedUiSettings,
  identitySettings,
} from '../../support/builders/settings.ts';
import { codeWords, readPage, section, table } from '../../docs/markdown.ts';
import { renderAndRead } from './read-files.ts';

type Overrides = Parameters<typeof clientConfig>[0];
const outputs = (overrides: Overrides = {}) => renderAndRead(clientConfig(overrides)).outputs;
const auth = (overrides: Parameters<typeof authSettings>[0]) =>
  outputs({ auth: authSettings(overrides) }).auth;
const domain = 'shop.auth.eu-west-1.amazoncognito.com';

describe('amplify_outputs.json', () => {
  it('says what the libraries need of both pools', () => {
    expect(outputs()).toEqual({
      version: '1.5',
      auth: {
        aws_region: 'eu-west-1',
        user_pool_id: userPoolId,
        user_pool_client_id: webClientId,
        identity_pool_id: identityPoolId,
        username_attributes: ['email'],
        standard_required_attributes: ['email'],
        user_verification_types: ['email'],
        mfa_configuration: 'NONE',
        mfa_methods: [],
        password_policy: {
          min_length: 8,
          require_lowercase: true,
          require_uppercase: true,
          require_numbers: true,
          require_symbols: true,
        },
        unauthenticated_identities_enabled: true,
      },
    });
  });

  it('is of the version that the request asks for', () => {
    const options = { ...clientConfig().options, outputsVersion: '1.4' as const };

    expect(outputs({ options }).version).toBe('1.4');
  });

  it('names no attribute where users sign in by their username', () => {
    expect(auth({ usernameAttributes: [] }).username_attributes).toEqual([]);
  });

  it.each([
    ['OFF', 'NONE'],
    [null, 'NONE'],
    ['OPTIONAL', 'OPTIONAL'],
    ['ON', 'REQUIRED'],
  ] as const)('says MFA %s as %s', (mfa, word) => {
    expect(auth({ mfa }).mfa_configuration).toBe(word);
  });

  it('names every MFA method', () => {
    const mfaMethods: ('SMS' | 'TOTP' | 'EMAIL')[] = ['SMS', 'TOTP', 'EMAIL'];

    expect(auth({ mfa: 'ON', mfaMethods }).mfa_methods).toEqual(mfaMethods);
  });

  it.each([
    ['guests are admitted', identitySettings(), true],
    ['guests are not admitted', identitySettings({ guestsAllowed: false }), false],
    ['there is no identity pool', null, false],
  ])('always says whether guests may come: %s', (_, identity, enabled) => {
    expect(outputs({ identity }).auth.unauthenticated_identities_enabled).toBe(enabled);
  });

  it('lists groups with their precedence', () => {
    const groups = [
      { name: 'admins', precedence: 0, roleArn: null },
      { name: 'beta', precedence: null, roleArn: null },
    ];

    expect(auth({ groups }).groups).toEqual([{ admins: { precedence: 0 } }, { beta: {} }]);
    expect(auth({ groups: [] })).not.toHaveProperty('groups');
  });

  const webAuthn = { relyingPartyId: null, userVerification: 'preferred' as const };
  const factors = { emailOtp: false, smsOtp: true, webAuthn };

  it.each([
    ['that it is told', 'login.example.com', null, 'login.example.com'],
    ['of the domain of its pool', null, domain, domain],
  ])('says the relying party of passkeys: the one %s', (_, relyingPartyId, poolDomain, party) => {
    const passwordless = { ...factors, webAuthn: { ...webAuthn, relyingPartyId } };

    expect(auth({ passwordless, domain: poolDomain }).passwordless).toEqual({
      email_otp_enabled: false,
      sms_otp_enabled: true,
      web_authn: { relying_party_id: party, user_verification: 'preferred' },
    });
  });

  it('says nothing of passkeys without a relying party, of a preferred factor, of a pool with passwords only', () => {
    expect(auth({ passwordless: factors }).passwordless).toEqual({
      email_otp_enabled: false,
      sms_otp_enabled: true,
    });
    expect(auth({ passwordless: null })).not.toHaveProperty('passwordless');
  });

  it('offers the hosted UI of the web client', () => {
    const web = hostedUiSettings({ providers: ['COGNITO', 'Google', 'SignInWithApple'] });

    expect(auth({ domain, web }).oauth).toEqual({
      identity_providers: ['GOOGLE', 'SIGN_IN_WITH_APPLE'],
      domain,
      scopes: ['openid', 'email'],
      redirect_sign_in_uri: ['https://app.example.com/', 'http://localhost:3000/'],
      redirect_sign_out_uri: ['https://app.example.com/bye', 'http://localhost:3000/bye'],
      response_type: 'code',
    });
  });

  it('tells SAML and OIDC providers beside the closed list of social ones', () => {
    const web = hostedUiSettings({ providers: ['CorpAD', 'Google'] });

    const read = outputs({ auth: authSettings({ domain, web }) });

    expect(read.auth.oauth?.identity_providers).toEqual(['GOOGLE']);
    expect(read.custom).toEqual({ auth: { custom_identity_providers: ['CorpAD'] } });
  });

  it('tells no provider of a client that offers no hosted UI', () => {
    const web = hostedUiSettings({ providers: ['CorpAD'], hostedUi: false });

    const read = outputs({ auth: authSettings({ domain, web }) });

    expect(read.auth).not.toHaveProperty('oauth');
    expect(read).not.toHaveProperty('custom');
  });

  it('names one bucket alone, and several as a list as well', () => {
    const [one, two] = [
      { name: 'one', region: 'us-east-1', paths: {} },
      { name: 'two', region: 'eu-west-1', paths: {} },
    ];

    expect(outputs({ buckets: [one] }).storage).toEqual({
      aws_region: 'us-east-1',
      bucket_name: 'one',
    });
    expect(outputs({ buckets: [one, two] }).storage?.buckets).toEqual([
      { name: 'one', bucket_name: 'one', aws_region: 'us-east-1' },
      { name: 'two', bucket_name: 'two', aws_region: 'eu-west-1' },
    ]);
  });

  it('names a bucket as the app calls it, also where there is but one', () => {
    const drive = { name: 'fielda-files', called: 'drive', region: 'us-east-1', paths: {} };

    expect(outputs({ buckets: [drive] }).storage).toEqual({
      aws_region: 'us-east-1',
      bucket_name: 'fielda-files',
      buckets: [{ name: 'drive', bucket_name: 'fielda-files', aws_region: 'us-east-1' }],
    });
  });

  it('has each key by which docs/from-gen2.md tells it from that of the official chain', () => {
    const page = section(readPage('docs/from-gen2.md'), 'Outputs of Gen 2');
    const read: unknown = outputs({
      auth: authSettings({
        domain,
        web: hostedUiSettings({ providers: ['CorpAD'] }),
        groups: [{ name: 'admins', precedence: 0, roleArn: null }],
        passwordless: factors,
      }),
    });
    const valueAt = (path: string) =>
      path
        .split('.')
        .reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], read);

    const keys = table(page).map(([cell = '']) => codeWords(cell)[0] ?? '');

    expect(keys.length).toBeGreaterThan(4);
    expect(keys.filter((key) => valueAt(key) === undefined)).toEqual([]);
  });
});

import { describe, expect, it } from '@jest/globals';

import {
  renderAmplifyConfiguration,
  renderAwsExports,
} from '../../../src/domain/config/aws-exports.ts';
import { identityPoolId, userPoolId, webClientId } from '../../support/builders/ids.ts';
import {
  authSettings,
  clientConfig,
  hostedUiSettings,
  identitySettings,
} from '../../support/builders/settings.ts';
import { readAwsExports } from './read-files.ts';

type Overrides = Parameters<typeof clientConfig>[0];
const read = (overrides: Overrides = {}) =>
  readAwsExports(renderAwsExports(clientConfig(overrides)));
const domain = 'shop.auth.eu-west-1.amazoncognito.com';
const hostedUi = authSettings({ domain, web: hostedUiSettings() });

describe('aws-exports.js', () => {
  it("has Gen 1's layout, so that a diff against the old file shows values only", () => {
    const lines = renderAwsExports(clientConfig()).split('\n');

    expect(lines[0]).toBe('/* eslint-disable */');
    expect(lines[1]).toMatch(/^\/\/ WARNING: DO NOT EDIT\. /);
    expect(lines.slice(2, 5)).toEqual([
      '',
      'const awsmobile = {',
      '    "aws_project_region": "eu-west-1",',
    ]);
    expect(lines.slice(-5)).toEqual(['};', '', '', 'export default awsmobile;', '']);
  });

  it("has Gen 1's keys in Gen 1's order", () => {
    const config = {
      auth: authSettings({ ...hostedUi, mfa: 'OPTIONAL' }),
      buckets: [{ name: 'storefront-uploads', region: 'eu-west-1', paths: {} }],
    };

    expect(Object.keys(read(config))).toEqual([
      'aws_project_region',
      'aws_cognito_identity_pool_id',
      'aws_cognito_region',
      'aws_user_pools_id',
      'aws_user_pools_web_client_id',
      'oauth',
      'federationTarget',
      'aws_cognito_username_attributes',
      'aws_cognito_social_providers',
      'aws_cognito_signup_attributes',
      'aws_cognito_mfa_configuration',
      'aws_cognito_mfa_types',
      'aws_cognito_password_protection_settings',
      'aws_cognito_verification_mechanisms',
      'aws_user_files_s3_bucket',
      'aws_user_files_s3_bucket_region',
    ]);
  });

  it('names pools, client and region', () => {
    expect(read()).toMatchObject({
      aws_project_region: 'eu-west-1',
      aws_cognito_region: 'eu-west-1',
      aws_cognito_identity_pool_id: identityPoolId,
      aws_user_pools_id: userPoolId,
      aws_user_pools_web_client_id: webClientId,
    });
  });

  it('has no key of an identity pool for a user pool alone', () => {
    const keys = Object.keys(read({ identity: null }));

    expect(keys).not.toContain('aws_cognito_identity_pool_id');
    expect(keys).not.toContain('federationTarget');
  });

  it('says that a sign-up is confirmed by a link, and nothing where it is by a code', () => {
    const key = 'aws_cognito_sign_up_verification_method';

    expect(read({ auth: authSettings({ confirmsByLink: true }) })[key]).toBe('link');
    expect(read()).not.toHaveProperty(key);
  });

  it('joins redirects by commas without blanks, because the library does not trim', () => {
    expect(read({ auth: hostedUi })['oauth']).toEqual({
      domain,
      scope: ['openid', 'email'],
      redirectSignIn: 'https://app.example.com/,http://localhost:3000/',
      redirectSignOut: 'https://app.example.com/bye,http://localhost:3000/bye',
      responseType: 'code',
    });
  });

  it('leaves a URL out that the library would split, unless there is no other', () => {
    const split = 'https://app.example.com/?x=1,2';
    const oauthOf = (callbackUrls: string[]) =>
      read({ auth: authSettings({ domain, web: hostedUiSettings({ callbackUrls }) }) })['oauth'];

    expect(oauthOf([split, 'https://app.example.com/'])).toMatchObject({
      redirectSignIn: 'https://app.example.com/',
    });
    expect(oauthOf([split])).toMatchObject({ redirectSignIn: split });
  });

  it('has an empty oauth block, never a half one', () => {
    const auth = authSettings({ domain, web: hostedUiSettings({ logoutUrls: [] }) });

    expect(read({ auth })['oauth']).toEqual({});
  });

  it.each([
    ['the hosted UI and social logins', hostedUi, true, 'COGNITO_USER_AND_IDENTITY_POOLS'],
    ['the hosted UI only', hostedUi, false, 'COGNITO_USER_POOLS'],
    ['social logins only', authSettings(), true, 'COGNITO_IDENTITY_POOLS'],
    ['neither', authSettings(), false, undefined],
  ])('names the federation target of %s', (_, auth, socialLogins, target) => {
    const config = read({ auth, identity: identitySettings({ socialLogins }) });

    expect(config['federationTarget']).toBe(target);
  });

  it("writes attributes in capitals and providers in Gen 1's words", () => {
    const auth = authSettings({
      usernameAttributes: ['phone_number'],
      requiredAttributes: ['given_name'],
      autoVerifiedAttributes: ['email', 'phone_number'],
      web: hostedUiSettings({
        providers: [
          'COGNITO',
          'Facebook',
          'Google',
          'LoginWithAmazon',
          'SignInWithApple',
          'CorpAD',
        ],
      }),
    });

    expect(read({ auth })).toMatchObject({
      aws_cognito_username_attributes: ['PHONE_NUMBER'],
      aws_cognito_signup_attributes: ['GIVEN_NAME'],
      aws_cognito_verification_mechanisms: ['EMAIL', 'PHONE_NUMBER'],
      aws_cognito_social_providers: ['FACEBOOK', 'GOOGLE', 'AMAZON', 'APPLE'],
    });
  });

  it('says the password policy in the order of Gen 1', () => {
    const passwordPolicy = { ...authSettings().passwordPolicy, minLength: 12, numbers: false };

    expect(
      read({ auth: authSettings({ passwordPolicy }) })['aws_cognito_password_protection_settings'],
    ).toEqual({
      passwordPolicyMinLength: 12,
      passwordPolicyCharacters: ['REQUIRES_LOWERCASE', 'REQUIRES_UPPERCASE', 'REQUIRES_SYMBOLS'],
    });
  });

  it('knows the MFA methods that its library knows, and leaves an unset MFA out', () => {
    const auth = authSettings({ mfa: 'ON', mfaMethods: ['SMS', 'TOTP', 'EMAIL'] });

    expect(read({ auth })).toMatchObject({
      aws_cognito_mfa_configuration: 'ON',
      aws_cognito_mfa_types: ['SMS', 'TOTP'],
    });
    expect(read({ auth: authSettings({ mfa: null }) })).not.toHaveProperty(
      'aws_cognito_mfa_configuration',
    );
  });

  it('names the first bucket, in its own region', () => {
    const buckets = [
      { name: 'one', region: 'us-east-1', paths: {} },
      { name: 'two', region: 'eu-west-1', paths: {} },
    ];

    expect(read({ buckets })).toMatchObject({
      aws_user_files_s3_bucket: 'one',
      aws_user_files_s3_bucket_region: 'us-east-1',
    });
  });
});

describe('amplifyconfiguration.json', () => {
  it('is the same object with two blanks and without a line end', () => {
    const text = renderAmplifyConfiguration(clientConfig());

    expect(JSON.parse(text)).toEqual(read());
    expect(text).toBe(JSON.stringify(JSON.parse(text), null, 2));
  });
});

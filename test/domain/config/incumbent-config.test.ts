import { describe, expect, it } from '@jest/globals';
import {
  authSettings,
  clientConfig,
  clientSettings,
  hostedUiSettings,
  identitySettings,
} from '../../support/builders/settings.ts';
import { renderAndRead } from './read-files.ts';

/** What the incumbent derives from a pool for its frontends, and what its tests demand of that. */

describe('Sign-up and sign-in facts of a pool', () => {
  const auth = authSettings({
    domain: 'shop.auth.eu-west-1.amazoncognito.com',
    usernameAttributes: ['email'],
    requiredAttributes: ['email'],
    passwordPolicy: {
      minLength: 10,
      lowercase: false,
      uppercase: false,
      numbers: false,
      symbols: false,
    },
    mfa: 'ON',
    mfaMethods: ['SMS'],
    autoVerifiedAttributes: [],
    web: hostedUiSettings({
      providers: ['COGNITO', 'Google', 'Facebook', 'LoginWithAmazon', 'SignInWithApple'],
    }),
  });

  it('T-25: are published in the words of the frontends', () => {
    const { exports } = renderAndRead(clientConfig({ auth }));

    expect(exports).toMatchObject({
      aws_cognito_username_attributes: ['EMAIL'],
      aws_cognito_signup_attributes: ['EMAIL'],
      aws_cognito_mfa_configuration: 'ON',
      aws_cognito_mfa_types: ['SMS'],
      aws_cognito_password_protection_settings: {
        passwordPolicyMinLength: 10,
        passwordPolicyCharacters: [],
      },
      aws_cognito_verification_mechanisms: [],
    });
    expect(exports['aws_cognito_social_providers']).toEqual(
      expect.arrayContaining(['GOOGLE', 'FACEBOOK', 'AMAZON', 'APPLE']),
    );
  });
});

describe('Login providers of the identity pool itself', () => {
  it('V-7, R-12: render the same files for every frontend, all of them or none', () => {
    const files = (socialLogins: boolean) =>
      renderAndRead(clientConfig({ identity: identitySettings({ socialLogins }) }));

    const { exports, configuration, outputs } = files(true);

    expect(exports).toMatchObject({ federationTarget: 'COGNITO_IDENTITY_POOLS' });
    expect(configuration).toEqual(exports);
    expect(outputs).toEqual(files(false).outputs);
  });

  it('V-7: with the hosted UI they stand beside it', () => {
    const auth = authSettings({
      domain: 'shop.auth.eu-west-1.amazoncognito.com',
      web: hostedUiSettings(),
      native: clientSettings(),
    });

    const { exports } = renderAndRead(
      clientConfig({ auth, identity: identitySettings({ socialLogins: true }) }),
    );

    expect(exports['federationTarget']).toBe('COGNITO_USER_AND_IDENTITY_POOLS');
  });
});

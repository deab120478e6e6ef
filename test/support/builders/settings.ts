import type {
  AuthSettings,
  ClientSettings,
  IdentitySettings,
} from '../../../src/contract/pool-settings.ts';
import type { ClientConfig } from '../../../src/domain/config/client-config.ts';
import { authRoleArn, guestRoleArn, identityPoolId, userPoolId } from './ids.ts';
import { aWebClient } from './user-pool.ts';

export function clientSettings(overrides: Partial<ClientSettings> = {}): ClientSettings {
  const { id, name, hasSecret } = aWebClient();
  return {
    id,
    name,
    hasSecret,
    hostedUi: false,
    providers: [],
    flows: [],
    scopes: [],
    callbackUrls: [],
    logoutUrls: [],
    ...overrides,
  };
}

/** What a client's settings say when it offers the hosted UI. */
export function hostedUiSettings(overrides: Partial<ClientSettings> = {}): ClientSettings {
  return clientSettings({
    hostedUi: true,
    providers: ['COGNITO'],
    flows: ['code'],
    scopes: ['openid', 'email'],
    callbackUrls: ['https://app.example.com/', 'http://localhost:3000/'],
    logoutUrls: ['https://app.example.com/bye', 'http://localhost:3000/bye'],
    ...overrides,
  });
}

export function authSettings(overrides: Partial<AuthSettings> = {}): AuthSettings {
  return {
    userPoolId,
    region: 'eu-west-1',
    domain: null,
    usernameAttributes: ['email'],
    aliasAttributes: [],
    autoVerifiedAttributes: ['email'],
    requiredAttributes: ['email'],
    passwordPolicy: {
      minLength: 8,
      lowercase: true,
      uppercase: true,
      numbers: true,
      symbols: true,
    },
    mfa: 'OFF',
    mfaMethods: [],
    passwordless: null,
    customAuth: false,
    groups: [],
    web: clientSettings(),
    native: clientSettings(),
    ...overrides,
  };
}

export function identitySettings(overrides: Partial<IdentitySettings> = {}): IdentitySettings {
  return {
    identityPoolId,
    region: 'eu-west-1',
    guestsAllowed: true,
    socialLogins: false,
    loginClients: { google: null, facebook: null },
    roles: [
      { kind: 'authenticated', arn: authRoleArn, reach: 'everyone' },
      { kind: 'guest', arn: guestRoleArn, reach: 'everyone' },
    ],
    ...overrides,
  };
}

/** A config of both pools, without hosted UI and without buckets. */
export function clientConfig(overrides: Partial<ClientConfig> = {}): ClientConfig {
  return {
    auth: authSettings(),
    identity: identitySettings(),
    buckets: [],
    graphqlApis: [],
    restApis: [],
    streams: [],
    locations: [],
    predictions: [],
    bots: [],
    eventApis: [],
    options: { oauth: 'auto', redirects: 'all', outputsVersion: '1.5' },
    ...overrides,
  };
}

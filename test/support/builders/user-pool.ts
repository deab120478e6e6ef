import type {
  AppClientDescription,
  UserPoolDescription,
  UserPoolReadings,
} from '../../../src/domain/readings.ts';
import { nativeClientId, userPoolId, webClientId } from './ids.ts';
import { found } from './readings.ts';

/** A pool of people who sign in by email, with MFA and groups off. */
export function aUserPool(overrides: Partial<UserPoolDescription> = {}): UserPoolDescription {
  return {
    id: userPoolId,
    name: 'storefront-users',
    prefixDomain: null,
    customDomain: null,
    usernameAttributes: ['email'],
    aliasAttributes: [],
    autoVerifiedAttributes: ['email'],
    requiredAttributes: ['email'],
    immutableAttributes: ['sub'],
    openSignUp: true,
    adminsCreateUsers: false,
    linkConfirms: false,
    provenUpdates: [],
    passwordPolicy: {
      minLength: 8,
      lowercase: true,
      uppercase: true,
      numbers: true,
      symbols: true,
    },
    mfa: 'OFF',
    firstFactors: [],
    updatedIssuer: false,
    tokenTrigger: false,
    customAuthTriggers: [],
    ...overrides,
  };
}

/** An app client without a secret and without the hosted UI. */
export function aWebClient(overrides: Partial<AppClientDescription> = {}): AppClientDescription {
  return {
    id: webClientId,
    userPoolId,
    name: 'web',
    hasSecret: false,
    authFlows: ['ALLOW_USER_SRP_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
    rotatesTokens: false,
    writeAttributes: null,
    readAttributes: null,
    hostedUi: false,
    providers: [],
    flows: [],
    scopes: [],
    callbackUrls: [],
    logoutUrls: [],
    ...overrides,
  };
}

export function aNativeClient(overrides: Partial<AppClientDescription> = {}): AppClientDescription {
  return aWebClient({ id: nativeClientId, name: 'native', ...overrides });
}

/** What a client needs to offer the hosted UI. */
export const hostedUi = {
  hostedUi: true,
  providers: ['COGNITO', 'Google'],
  flows: ['code'],
  scopes: ['openid', 'email', 'aws.cognito.signin.user.admin'],
  callbackUrls: ['https://app.example.com/', 'http://localhost:3000/', 'storefront://in/'],
  logoutUrls: ['https://app.example.com/bye', 'http://localhost:3000/bye'],
} as const satisfies Partial<AppClientDescription>;

/** How the readings hold clients. */
export function clientReadings(...clients: AppClientDescription[]): UserPoolReadings['clients'] {
  return clients.map((client) => ({ id: client.id, reading: found(client) }));
}

/** A pool with one web client, named by the request. */
export function userPoolReadings(overrides: Partial<UserPoolReadings> = {}): UserPoolReadings {
  return {
    pool: found(aUserPool()),
    clients: clientReadings(aWebClient()),
    moreClients: false,
    clientList: null,
    mfa: found({ sms: false, totp: false, email: false, webAuthn: null }),
    identityProviders: found([]),
    providers: {},
    groups: found([]),
    moreGroups: false,
    namedGroups: {},
    account: null,
    ...overrides,
  };
}

/** The readings when the request names no client, so that the pool's own were listed. */
export function listedClients(...clients: AppClientDescription[]): UserPoolReadings {
  return userPoolReadings({
    clients: clientReadings(...clients),
    clientList: found(clients.map(({ id, name }) => ({ id, name }))),
  });
}

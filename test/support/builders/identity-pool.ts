import type {
  IdentityPoolDescription,
  IdentityPoolReadings,
  RoleDescription,
} from '../../../src/domain/readings.ts';
import {
  authRoleArn,
  guestRoleArn,
  identityPoolId,
  nativeClientId,
  providerName,
  webClientId,
} from './ids.ts';
import { found } from './readings.ts';

/** A statement of a trust policy, as IAM writes it. */
export type TrustStatement = {
  readonly Effect?: string;
  readonly Principal?: unknown;
  readonly NotPrincipal?: unknown;
  readonly Action?: unknown;
  readonly NotAction?: unknown;
  readonly Condition?: unknown;
};

/** The statement that trusts one identity pool and one kind of user. */
export function trustStatement(
  amr: 'authenticated' | 'unauthenticated',
  overrides: TrustStatement = {},
): TrustStatement {
  return {
    Effect: 'Allow',
    Principal: { Federated: 'cognito-identity.amazonaws.com' },
    Action: 'sts:AssumeRoleWithWebIdentity',
    Condition: {
      StringEquals: { 'cognito-identity.amazonaws.com:aud': identityPoolId },
      'ForAnyValue:StringLike': { 'cognito-identity.amazonaws.com:amr': amr },
    },
    ...overrides,
  };
}

export function trustPolicy(...statements: TrustStatement[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: statements });
}

/** An identity pool that admits guests and accepts both sample clients. */
export function anIdentityPool(
  overrides: Partial<IdentityPoolDescription> = {},
): IdentityPoolDescription {
  return {
    id: identityPoolId,
    name: 'storefront_identities',
    guestsAllowed: true,
    classicFlow: false,
    providers: [webClientId, nativeClientId].map((clientId) => ({
      name: providerName,
      clientId,
      serverSideTokenCheck: true,
    })),
    loginProviders: [],
    federations: [],
    loginClients: { google: null, facebook: null },
    ...overrides,
  };
}

export function anAuthRole(overrides: Partial<RoleDescription> = {}): RoleDescription {
  return {
    arn: authRoleArn,
    path: '/service-role/',
    trustPolicy: trustPolicy(trustStatement('authenticated')),
    tags: {},
    boundary: null,
    ...overrides,
  };
}

export function aGuestRole(overrides: Partial<RoleDescription> = {}): RoleDescription {
  return {
    arn: guestRoleArn,
    path: '/',
    trustPolicy: trustPolicy(trustStatement('unauthenticated')),
    tags: {},
    boundary: null,
    ...overrides,
  };
}

/** Roles as the readings hold them, by ARN. */
export function roleReadings(...roles: RoleDescription[]): IdentityPoolReadings['roles'] {
  return Object.fromEntries(roles.map((role) => [role.arn, found(role)]));
}

/** An identity pool with a role for signed-in users and one for guests, both as they should be. */
export function identityPoolReadings(
  overrides: Partial<IdentityPoolReadings> = {},
): IdentityPoolReadings {
  return {
    pool: found(anIdentityPool()),
    poolRoles: found({ authenticated: authRoleArn, guest: guestRoleArn, mappings: [] }),
    roles: roleReadings(anAuthRole(), aGuestRole()),
    account: null,
    elsewhere: false,
    ...overrides,
  };
}

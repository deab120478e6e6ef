import type { Pace, Rate } from '../pacing.ts';
import type { Cognito, RoleReads } from './port.ts';

/**
 * Reading a whole region shares Cognito's request rates with the apps that sign users in by it. They
 * hold for an account and region and cannot be raised (Cognito guide, "Quotas": UserPoolRead 15 a
 * second, UserPoolClientRead 15, UserPoolResourceRead 20; of the last two any one operation 5 a second
 * and pool), so two thirds of them are used. For identity pools and IAM none are published.
 */
const rates = {
  userPoolRead: 10,
  clientRead: 10,
  resourceRead: 13,
  ofOnePool: 3,
  identityPoolOperation: 10,
  roleRead: 10,
} as const;

const userPoolRead: readonly Rate[] = [{ kind: 'UserPoolRead', perSecond: rates.userPoolRead }];

function ofOnePool(operation: string, userPoolId: string): Rate {
  return { kind: `${operation} ${userPoolId}`, perSecond: rates.ofOnePool };
}

function clientRead(operation: string, userPoolId: string): readonly Rate[] {
  return [
    ofOnePool(operation, userPoolId),
    { kind: 'UserPoolClientRead', perSecond: rates.clientRead },
  ];
}

function resourceRead(operation: string, userPoolId: string): readonly Rate[] {
  return [
    ofOnePool(operation, userPoolId),
    { kind: 'UserPoolResourceRead', perSecond: rates.resourceRead },
  ];
}

function identityPoolRead(operation: string): readonly Rate[] {
  return [{ kind: operation, perSecond: rates.identityPoolOperation }];
}

/** Cognito that is asked no faster than it and its other users can bear. */
export function pacedCognito({ userPools, identityPools }: Cognito, pace: Pace): Cognito {
  return {
    userPools: {
      list: (region, next) => pace(userPoolRead, () => userPools.list(region, next)),
      userPool: (id) => pace(userPoolRead, () => userPools.userPool(id)),
      clients: (id) => pace(clientRead('ListUserPoolClients', id), () => userPools.clients(id)),
      client: (id, clientId) =>
        pace(clientRead('DescribeUserPoolClient', id), () => userPools.client(id, clientId)),
      hasClientSecret: (id, clientId) =>
        pace(clientRead('ListUserPoolClientSecrets', id), () =>
          userPools.hasClientSecret(id, clientId),
        ),
      mfa: (id) => pace(resourceRead('GetUserPoolMfaConfig', id), () => userPools.mfa(id)),
      identityProviders: (id) =>
        pace(resourceRead('ListIdentityProviders', id), () => userPools.identityProviders(id)),
      identityProvider: (id, name) =>
        pace(resourceRead('DescribeIdentityProvider', id), () =>
          userPools.identityProvider(id, name),
        ),
      groups: (id) => pace(resourceRead('ListGroups', id), () => userPools.groups(id)),
      group: (id, name) => pace(resourceRead('GetGroup', id), () => userPools.group(id, name)),
    },
    identityPools: {
      list: (region, next) =>
        pace(identityPoolRead('ListIdentityPools'), () => identityPools.list(region, next)),
      identityPool: (id) =>
        pace(identityPoolRead('DescribeIdentityPool'), () => identityPools.identityPool(id)),
      roles: (id) => pace(identityPoolRead('GetIdentityPoolRoles'), () => identityPools.roles(id)),
      principalTags: (id, provider) =>
        pace(identityPoolRead('GetPrincipalTagAttributeMap'), () =>
          identityPools.principalTags(id, provider),
        ),
    },
  };
}

/** Roles that are looked at no faster than that. */
export function pacedRoles(roles: Pick<RoleReads, 'role'>, pace: Pace): Pick<RoleReads, 'role'> {
  return {
    role: (arn) => pace([{ kind: 'GetRole', perSecond: rates.roleRead }], () => roles.role(arn)),
  };
}

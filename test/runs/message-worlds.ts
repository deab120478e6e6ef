import type { UserPoolClientType } from '@aws-sdk/client-cognito-identity-provider';
import type { AwsWorld } from '../support/aws-world/aws-world.ts';
import type { SeededIdentityPool } from '../support/aws-world/identity-pools.ts';
import type { SeededUserPool } from '../support/aws-world/user-pools.ts';

/** Changes of the sample account that provoke a message. */

/** The only user pool of a world. */
export function userPoolOf({ userPools }: AwsWorld): SeededUserPool {
  const [pool] = userPools.pools.values();
  if (!pool) throw new Error('This world has no user pool.');
  return pool;
}

/** The only identity pool of a world. */
export function identityPoolOf({ identityPools }: AwsWorld): SeededIdentityPool {
  const [pool] = identityPools.pools.values();
  if (!pool) throw new Error('This world has no identity pool.');
  return pool;
}

/** Every client offers the hosted UI. */
export function hostedUi(world: AwsWorld, overrides: Partial<UserPoolClientType> = {}): void {
  const { pool, clients } = userPoolOf(world);
  pool.Domain = 'storefront-login';
  for (const client of clients) {
    Object.assign(client, {
      SupportedIdentityProviders: ['COGNITO'],
      AllowedOAuthFlowsUserPoolClient: true,
      AllowedOAuthFlows: ['code'],
      AllowedOAuthScopes: ['openid', 'email'],
      CallbackURLs: ['https://app.example.com/', 'http://localhost:3000/'],
      LogoutURLs: ['https://app.example.com/bye'],
      ...overrides,
    });
  }
}

/** The user pool lies elsewhere, and the identity pool accepts its tokens all the same. */
export function moved(world: AwsWorld, userPoolId: string): void {
  const seeded = userPoolOf(world);
  world.userPools.pools.clear();
  seeded.pool.Id = userPoolId;
  for (const client of seeded.clients) client.UserPoolId = userPoolId;
  world.userPools.pools.set(userPoolId, seeded);
  const [region] = userPoolId.split('_');
  for (const provider of identityPoolOf(world).pool.CognitoIdentityProviders ?? []) {
    provider.ProviderName = `cognito-idp.${region}.amazonaws.com/${userPoolId}`;
  }
}

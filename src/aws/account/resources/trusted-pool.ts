import type { CognitoConfig, OpenIDConnectConfig, UserPoolConfig } from '@aws-sdk/client-appsync';
import type { TrustedPool } from '../../../domain/grants/resources/readings.ts';
import { poolOfIssuer } from '../../../domain/token-issuer.ts';

/** What an API of AppSync says of one way in; an Event API denies nobody by default. */
type WayIn = {
  readonly userPool: CognitoConfig | Partial<UserPoolConfig> | undefined;
  readonly openIdConnect: OpenIDConnectConfig | undefined;
};

/**
 * The user pool of a way in. One that is a provider of OpenID Connect is known by its issuer. Its tokens
 * have to name the one that discovery returns (AppSync API reference, OpenIDConnectConfig), so that a slash
 * at the end of what the API says changes nothing.
 */
export function trustedPool({ userPool, openIdConnect }: WayIn): readonly TrustedPool[] {
  if (userPool?.userPoolId) {
    const { userPoolId, appIdClientRegex } = userPool;
    return [
      {
        by: 'AMAZON_COGNITO_USER_POOLS',
        userPoolId,
        issuer: null,
        clients: appIdClientRegex || null,
        deniedByDefault: 'defaultAction' in userPool && userPool.defaultAction === 'DENY',
      },
    ];
  }
  const pool = poolOfIssuer((openIdConnect?.issuer ?? '').replace(/\/$/, ''));
  if (pool === null) return [];
  const clients = openIdConnect?.clientId || null;
  return [{ by: 'OPENID_CONNECT', ...pool, clients, deniedByDefault: false }];
}

import { CognitoIdentityClient } from '@aws-sdk/client-cognito-identity';
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { perRegion } from './per-region.ts';
import { credentialsOf, type ReadRole } from './read-role.ts';

/**
 * Clients of Cognito with the rights of a role of another account, which all of them assume together.
 * When it cannot be assumed, every call is denied for `sts:AssumeRole`.
 */
export function cognitoClientsOf(role: ReadRole) {
  const credentials = credentialsOf(role);
  return {
    userPools: perRegion(
      (options) => new CognitoIdentityProviderClient({ ...options, credentials }),
    ),
    identityPools: perRegion((options) => new CognitoIdentityClient({ ...options, credentials })),
  };
}

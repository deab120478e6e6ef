import { CognitoIdentityClient } from '@aws-sdk/client-cognito-identity';
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import { call } from '../aws-errors.ts';
import type { CognitoClients } from './account-clients.ts';
import { perRegion } from './per-region.ts';
import { stackClients } from './stack-clients.ts';

/**
 * Clients of Cognito with the rights of a role of another account. The role is assumed at the first
 * call, and again when its credentials are about to end; when it may not be, the call is denied for
 * `sts:AssumeRole`.
 */
export function cognitoClientsOf(readRoleArn: string): CognitoClients {
  const credentials = () => assume(readRoleArn);
  return {
    userPools: perRegion(
      (options) => new CognitoIdentityProviderClient({ ...options, credentials }),
    ),
    identityPools: perRegion((options) => new CognitoIdentityClient({ ...options, credentials })),
  };
}

/** The other account sees this name in its CloudTrail. */
const sessionName = 'amplify-import';

async function assume(RoleArn: string) {
  const { Credentials } = await call('sts:AssumeRole', RoleArn, () =>
    stackClients.sts().send(new AssumeRoleCommand({ RoleArn, RoleSessionName: sessionName })),
  );
  return {
    accessKeyId: Credentials?.AccessKeyId ?? '',
    secretAccessKey: Credentials?.SecretAccessKey ?? '',
    ...(Credentials?.SessionToken && { sessionToken: Credentials.SessionToken }),
    ...(Credentials?.Expiration && { expiration: Credentials.Expiration }),
  };
}

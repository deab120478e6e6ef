import { DescribeUserPoolClientCommand } from '@aws-sdk/client-cognito-identity-provider';
import { regionOfPool } from '../../contract/aws-names.ts';
import { sendOptions } from '../abort.ts';
import { call } from '../aws-errors.ts';
import { userPoolsClient } from '../clients/user-pools-client.ts';

/**
 * Reads the secret of an app client, with the caller's own rights; `null`: it has none. The one place
 * where a secret leaves an answer of Cognito: for a file on the machine of whoever asked for it. No run
 * calls this.
 *
 * @throws AccessDenied, ResourceMissing
 */
export async function readClientSecret(
  UserPoolId: string,
  ClientId: string,
): Promise<string | null> {
  const command = new DescribeUserPoolClientCommand({ UserPoolId, ClientId });
  const { UserPoolClient } = await call('cognito-idp:DescribeUserPoolClient', UserPoolId, () =>
    userPoolsClient(regionOfPool(UserPoolId)).send(command, sendOptions()),
  );
  return UserPoolClient?.ClientSecret ?? null;
}

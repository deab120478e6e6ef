import {
  AdminCreateUserCommand,
  AdminSetUserPasswordCommand,
  type CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider';
import { randomBytes } from 'node:crypto';

/** A user of the seeded pool, and the password to sign in with. */
export type LocalUser = { readonly email: string; readonly password: string };

/** A password that the seeded pool takes; another one each time. */
export function somePassword(): string {
  return `Aa1-${randomBytes(9).toString('hex')}`;
}

/** Creates a user as an administrator does: the first sign-in asks for a new password. */
export async function inviteUser(
  userPools: CognitoIdentityProviderClient,
  UserPoolId: string,
  email: string,
): Promise<LocalUser> {
  const password = somePassword();
  await userPools.send(
    new AdminCreateUserCommand({
      UserPoolId,
      Username: email,
      TemporaryPassword: password,
      MessageAction: 'SUPPRESS',
      UserAttributes: [
        { Name: 'email', Value: email },
        { Name: 'email_verified', Value: 'true' },
        { Name: 'name', Value: 'Maria' },
      ],
    }),
  );
  return { email, password };
}

/** A user who has signed in before. */
export async function settledUser(
  userPools: CognitoIdentityProviderClient,
  UserPoolId: string,
  email: string,
): Promise<LocalUser> {
  const user = await inviteUser(userPools, UserPoolId, email);
  const Password = somePassword();
  await userPools.send(
    new AdminSetUserPasswordCommand({ UserPoolId, Username: email, Password, Permanent: true }),
  );
  return { ...user, password: Password };
}

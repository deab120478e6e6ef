import type {
  CognitoIdentityProviderClient,
  CreateUserPoolClientCommandInput,
} from '@aws-sdk/client-cognito-identity-provider';
import {
  CreateUserPoolClientCommand,
  CreateUserPoolCommand,
  CreateUserPoolDomainCommand,
  DescribeUserPoolDomainCommand,
  SetUserPoolMfaConfigCommand,
  paginateListUserPoolClients,
  paginateListUserPools,
} from '@aws-sdk/client-cognito-identity-provider';

type AppClient = Omit<CreateUserPoolClientCommandInput, 'UserPoolId' | 'ClientName'>;

/** What a missing id in an answer means: the emulator does not answer as the service does. */
export const present = <T>(value: T | undefined, what: string): T => {
  if (value === undefined) throw new Error(`The local cloud answered without ${what}.`);
  return value;
};

const findUserPool = async (client: CognitoIdentityProviderClient, name: string) => {
  for await (const page of paginateListUserPools({ client, pageSize: 60 }, { MaxResults: 60 })) {
    const found = page.UserPools?.find((pool) => pool.Name === name)?.Id;
    if (found) return found;
  }
  return undefined;
};

const findAppClient = async (
  client: CognitoIdentityProviderClient,
  UserPoolId: string,
  name: string,
) => {
  for await (const page of paginateListUserPoolClients({ client, pageSize: 60 }, { UserPoolId })) {
    const found = page.UserPoolClients?.find((each) => each.ClientName === name)?.ClientId;
    if (found) return found;
  }
  return undefined;
};

const createUserPool = async (client: CognitoIdentityProviderClient, name: string) => {
  const { UserPool } = await client.send(
    new CreateUserPoolCommand({
      PoolName: name,
      UsernameAttributes: ['email'],
      AutoVerifiedAttributes: ['email'],
      Schema: [
        { Name: 'email', AttributeDataType: 'String', Required: true, Mutable: true },
        { Name: 'name', AttributeDataType: 'String', Required: true, Mutable: true },
      ],
      Policies: {
        PasswordPolicy: {
          MinimumLength: 10,
          RequireLowercase: true,
          RequireUppercase: true,
          RequireNumbers: true,
          RequireSymbols: false,
        },
      },
    }),
  );
  return present(UserPool?.Id, 'the id of the user pool');
};

/** A pool as a shop would have it: sign-in with the email address, optional TOTP. */
export const seedUserPool = async (
  client: CognitoIdentityProviderClient,
  name: string,
): Promise<string> => {
  const UserPoolId = (await findUserPool(client, name)) ?? (await createUserPool(client, name));
  // Not at creation, where the service takes OPTIONAL only together with settings for text messages.
  await client.send(
    new SetUserPoolMfaConfigCommand({
      UserPoolId,
      MfaConfiguration: 'OPTIONAL',
      SoftwareTokenMfaConfiguration: { Enabled: true },
    }),
  );
  return UserPoolId;
};

/** An app client; its secret, if it has one, is never read. */
export const seedAppClient = async (
  client: CognitoIdentityProviderClient,
  UserPoolId: string,
  ClientName: string,
  settings: AppClient,
): Promise<string> => {
  const existing = await findAppClient(client, UserPoolId, ClientName);
  if (existing) return existing;

  const command = new CreateUserPoolClientCommand({ UserPoolId, ClientName, ...settings });
  const { UserPoolClient } = await client.send(command);
  return present(UserPoolClient?.ClientId, `the id of the client ${ClientName}`);
};

/** The settings of a client that signs in by SRP and by the hosted pages. */
export const hostedSignIn = (callback: string, logout: string): AppClient => ({
  ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
  SupportedIdentityProviders: ['COGNITO'],
  AllowedOAuthFlowsUserPoolClient: true,
  AllowedOAuthFlows: ['code'],
  AllowedOAuthScopes: ['openid', 'email', 'profile'],
  CallbackURLs: [callback],
  LogoutURLs: [logout],
});

/** The prefix domain of the hosted pages. */
export const seedDomain = async (
  client: CognitoIdentityProviderClient,
  UserPoolId: string,
  Domain: string,
): Promise<void> => {
  const found = await client.send(new DescribeUserPoolDomainCommand({ Domain }));
  if (found.DomainDescription?.UserPoolId === UserPoolId) return;
  await client.send(new CreateUserPoolDomainCommand({ UserPoolId, Domain }));
};

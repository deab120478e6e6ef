import {
  DescribeUserPoolClientCommand,
  DescribeUserPoolCommand,
  GetUserPoolMfaConfigCommand,
  ListGroupsCommand,
  ListIdentityProvidersCommand,
  ListUserPoolClientsCommand,
  type UserPoolType,
} from '@aws-sdk/client-cognito-identity-provider';
import { regionOfPool } from '../../domain/ids.ts';
import type { UserPoolDescription } from '../../domain/readings.ts';
import { sendOptions } from '../abort.ts';
import { reading } from '../aws-errors.ts';
import { accountClients } from '../clients/account-clients.ts';
import type { UserPools } from '../ports.ts';

/** Cognito lists at most 60 of anything per page; more than one page is not looked through. */
const page = 60;

/** Reads user pools in the region that their id names. Only what is named here leaves the answers. */
export function cognitoUserPools(): UserPools {
  const clientOf = (userPoolId: string) => accountClients.userPools(regionOfPool(userPoolId));
  return {
    userPool: (UserPoolId) =>
      reading('cognito-idp:DescribeUserPool', UserPoolId, async () => {
        const { UserPool } = await clientOf(UserPoolId).send(
          new DescribeUserPoolCommand({ UserPoolId }),
          sendOptions(),
        );
        return describePool(UserPoolId, UserPool ?? {});
      }),

    clientIds: (UserPoolId) =>
      reading('cognito-idp:ListUserPoolClients', UserPoolId, async () => {
        const { UserPoolClients, NextToken } = await clientOf(UserPoolId).send(
          new ListUserPoolClientsCommand({ UserPoolId, MaxResults: page }),
          sendOptions(),
        );
        const ids = (UserPoolClients ?? []).flatMap(({ ClientId }) => ClientId ?? []);
        return { ids, more: Boolean(NextToken) };
      }),

    client: (UserPoolId, ClientId) =>
      reading('cognito-idp:DescribeUserPoolClient', UserPoolId, async () => {
        const { UserPoolClient: client = {} } = await clientOf(UserPoolId).send(
          new DescribeUserPoolClientCommand({ UserPoolId, ClientId }),
          sendOptions(),
        );
        return {
          id: ClientId,
          userPoolId: client.UserPoolId ?? UserPoolId,
          name: client.ClientName ?? ClientId,
          hasSecret: Boolean(client.ClientSecret),
          hostedUi: client.AllowedOAuthFlowsUserPoolClient ?? false,
          providers: client.SupportedIdentityProviders ?? [],
          flows: client.AllowedOAuthFlows ?? [],
          scopes: client.AllowedOAuthScopes ?? [],
          callbackUrls: client.CallbackURLs ?? [],
          logoutUrls: client.LogoutURLs ?? [],
        };
      }),

    mfa: (UserPoolId) =>
      reading('cognito-idp:GetUserPoolMfaConfig', UserPoolId, async () => {
        const answer = await clientOf(UserPoolId).send(
          new GetUserPoolMfaConfigCommand({ UserPoolId }),
          sendOptions(),
        );
        return {
          // An empty configuration is none; Cognito sends SMS only through the role that it names.
          sms: Boolean(answer.SmsMfaConfiguration?.SmsConfiguration?.SnsCallerArn),
          totp: answer.SoftwareTokenMfaConfiguration?.Enabled ?? false,
          email: Boolean(answer.EmailMfaConfiguration),
        };
      }),

    identityProviders: (UserPoolId) =>
      reading('cognito-idp:ListIdentityProviders', UserPoolId, async () => {
        const { Providers = [] } = await clientOf(UserPoolId).send(
          new ListIdentityProvidersCommand({ UserPoolId, MaxResults: page }),
          sendOptions(),
        );
        return Providers.map(({ ProviderName = '', ProviderType = '' }) => ({
          name: ProviderName,
          type: ProviderType,
        }));
      }),

    groups: (UserPoolId) =>
      reading('cognito-idp:ListGroups', UserPoolId, async () => {
        const { Groups = [] } = await clientOf(UserPoolId).send(
          new ListGroupsCommand({ UserPoolId, Limit: page }),
          sendOptions(),
        );
        return Groups.map(({ GroupName = '', Precedence, RoleArn }) => ({
          name: GroupName,
          precedence: Precedence ?? null,
          roleArn: RoleArn || null,
        }));
      }),
  };
}

function describePool(id: string, pool: UserPoolType): UserPoolDescription {
  const policy = pool.Policies?.PasswordPolicy ?? {};
  return {
    id,
    name: pool.Name ?? id,
    prefixDomain: pool.Domain || null,
    customDomain: pool.CustomDomain || null,
    usernameAttributes: pool.UsernameAttributes ?? [],
    autoVerifiedAttributes: pool.AutoVerifiedAttributes ?? [],
    requiredAttributes: (pool.SchemaAttributes ?? []).flatMap(({ Name, Required }) =>
      Required && Name ? [Name] : [],
    ),
    passwordPolicy: {
      minLength: policy.MinimumLength ?? null,
      lowercase: policy.RequireLowercase ?? false,
      uppercase: policy.RequireUppercase ?? false,
      numbers: policy.RequireNumbers ?? false,
      symbols: policy.RequireSymbols ?? false,
    },
    mfa: pool.MfaConfiguration ?? null,
  };
}

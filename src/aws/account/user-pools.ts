import {
  DescribeIdentityProviderCommand,
  DescribeUserPoolClientCommand,
  DescribeUserPoolCommand,
  GetGroupCommand,
  GetUserPoolMfaConfigCommand,
  ListGroupsCommand,
  ListIdentityProvidersCommand,
  ListUserPoolClientSecretsCommand,
  ListUserPoolClientsCommand,
  ListUserPoolsCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { ResourceMissing } from '../../contract/errors/caller-errors.ts';
import { regionOfPool } from '../../contract/aws-names.ts';
import { sendOptions } from '../abort.ts';
import { AwsFault } from '../../contract/errors/faults.ts';
import { reading } from '../aws-errors.ts';
import type { Reading } from '../../domain/readings.ts';
import { userPoolsClient } from '../clients/user-pools-client.ts';
import type { Page, UserPools } from '../../procedures/account/port.ts';
import { describeClient, describeGroup, describePool } from './user-pool-answers.ts';

/** Cognito lists at most 60 of anything per page; of clients, groups and providers one page is looked through. */
const page = 60;

/**
 * Reads user pools in the region that their id names. Only what is named here leaves the answers; one
 * without the thing asked for says that it is not there.
 */
export function cognitoUserPools(clientIn = userPoolsClient): UserPools {
  const clientOf = (userPoolId: string) => clientIn(regionOfPool(userPoolId));
  return {
    list: (region, next) =>
      reading('cognito-idp:ListUserPools', region ?? 'this region', async () => {
        const { UserPools = [], NextToken } = await clientIn(region).send(
          new ListUserPoolsCommand({ MaxResults: page, ...(next && { NextToken: next }) }),
          sendOptions(),
        );
        const items = UserPools.flatMap(({ Id, Name }) =>
          Id ? [{ id: Id, name: Name ?? Id }] : [],
        );
        return pageOf(items, NextToken);
      }),

    userPool: (UserPoolId) =>
      reading('cognito-idp:DescribeUserPool', UserPoolId, async () => {
        const { UserPool } = await clientOf(UserPoolId).send(
          new DescribeUserPoolCommand({ UserPoolId }),
          sendOptions(),
        );
        if (!UserPool) throw new ResourceMissing(UserPoolId);
        return describePool(UserPoolId, UserPool);
      }),

    clients: (UserPoolId) =>
      reading('cognito-idp:ListUserPoolClients', UserPoolId, async () => {
        const { UserPoolClients = [], NextToken } = await clientOf(UserPoolId).send(
          new ListUserPoolClientsCommand({ UserPoolId, MaxResults: page }),
          sendOptions(),
        );
        const items = UserPoolClients.flatMap(({ ClientId, ClientName }) =>
          ClientId ? [{ id: ClientId, name: ClientName ?? ClientId }] : [],
        );
        return { items, more: Boolean(NextToken) };
      }),

    client: (UserPoolId, ClientId) =>
      reading('cognito-idp:DescribeUserPoolClient', UserPoolId, async () => {
        const { UserPoolClient } = await clientOf(UserPoolId).send(
          new DescribeUserPoolClientCommand({ UserPoolId, ClientId }),
          sendOptions(),
        );
        if (!UserPoolClient) throw new ResourceMissing(ClientId);
        return describeClient(UserPoolId, ClientId, UserPoolClient);
      }),

    hasClientSecret: (UserPoolId, ClientId) =>
      whereAnswered(() =>
        reading('cognito-idp:ListUserPoolClientSecrets', UserPoolId, async () => {
          const { ClientSecrets = [] } = await clientOf(UserPoolId).send(
            new ListUserPoolClientSecretsCommand({ UserPoolId, ClientId }),
            sendOptions(),
          );
          return ClientSecrets.length > 0;
        }),
      ),

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
          webAuthn: answer.WebAuthnConfiguration
            ? {
                relyingPartyId: answer.WebAuthnConfiguration.RelyingPartyId || null,
                // Cognito's own default (API reference, WebAuthnConfigurationType).
                userVerification: answer.WebAuthnConfiguration.UserVerification ?? 'preferred',
              }
            : null,
          ...(answer.WebAuthnConfiguration?.FactorConfiguration ===
            'MULTI_FACTOR_WITH_USER_VERIFICATION' && { passkeysSatisfyMfa: true }),
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

    identityProvider: (UserPoolId, ProviderName) =>
      reading('cognito-idp:DescribeIdentityProvider', UserPoolId, async () => {
        const { IdentityProvider = {} } = await clientOf(UserPoolId).send(
          new DescribeIdentityProviderCommand({ UserPoolId, ProviderName }),
          sendOptions(),
        );
        const { ProviderType = '', AttributeMapping = {} } = IdentityProvider;
        const mappedAttributes = Object.keys(AttributeMapping);
        return { name: ProviderName, type: ProviderType, mappedAttributes };
      }),

    groups: (UserPoolId, next) =>
      reading('cognito-idp:ListGroups', UserPoolId, async () => {
        const { Groups = [], NextToken } = await clientOf(UserPoolId).send(
          new ListGroupsCommand({ UserPoolId, Limit: page, ...(next && { NextToken: next }) }),
          sendOptions(),
        );
        return pageOf(Groups.map(describeGroup), NextToken);
      }),

    group: (UserPoolId, GroupName) =>
      reading('cognito-idp:GetGroup', UserPoolId, async () => {
        const { Group } = await clientOf(UserPoolId).send(
          new GetGroupCommand({ UserPoolId, GroupName }),
          sendOptions(),
        );
        return describeGroup(Group ?? { GroupName });
      }),
  };
}

function pageOf<Item>(items: readonly Item[], next: string | undefined): Page<Item> {
  return { items, more: Boolean(next), ...(next && { next }) };
}

/** Not found where the operation is not known, or refused for this client: a younger one is not everywhere. */
async function whereAnswered<Value>(read: () => Promise<Reading<Value>>): Promise<Reading<Value>> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof AwsFault) return { status: 'not-found' };
    throw error;
  }
}

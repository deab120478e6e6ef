import type {
  DescribeIdentityProviderCommandInput,
  DescribeUserPoolClientCommandInput,
  DescribeUserPoolCommandInput,
  GetGroupCommandInput,
  GetUserPoolMfaConfigCommandInput,
  GetUserPoolMfaConfigResponse,
  GroupType,
  IdentityProviderType,
  ListGroupsCommandInput,
  ListIdentityProvidersCommandInput,
  ListUserPoolClientSecretsCommandInput,
  ListUserPoolClientsCommandInput,
  ListUserPoolsCommandInput,
  UserPoolClientType,
  UserPoolType,
} from '@aws-sdk/client-cognito-identity-provider';
import { awsError } from './aws-error.ts';

/** A user pool with everything that hangs on it, in Cognito's own words. */
export type SeededUserPool = {
  pool: UserPoolType;
  clients: UserPoolClientType[];
  /** Ids of clients with secrets that their description does not show, as after a rotation. */
  rotated?: string[];
  mfa: GetUserPoolMfaConfigResponse;
  /** Whole, with what they keep secret. */
  providers: IdentityProviderType[];
  groups: GroupType[];
};

/** User pools: each is found in the region of its id only. */
export function userPools() {
  const pools = new Map<string, SeededUserPool>();
  const find = (id: string | undefined, region: string): SeededUserPool => {
    const seeded = pools.get(id ?? '');
    if (seeded && id?.startsWith(`${region}_`)) return seeded;
    throw awsError('ResourceNotFoundException', 400, `User pool ${id} does not exist.`);
  };
  return {
    pools,
    effects: {
      DescribeUserPool: ({ UserPoolId }: DescribeUserPoolCommandInput, region: string) => ({
        UserPool: find(UserPoolId, region).pool,
      }),

      ListUserPoolClients: (input: ListUserPoolClientsCommandInput, region: string) => {
        const { clients } = find(input.UserPoolId, region);
        const most = input.MaxResults ?? 60;
        return {
          UserPoolClients: clients
            .slice(0, most)
            .map(({ ClientId, ClientName, UserPoolId }) => ({ ClientId, ClientName, UserPoolId })),
          ...(clients.length > most && { NextToken: 'more' }),
        };
      },

      DescribeUserPoolClient: (input: DescribeUserPoolClientCommandInput, region: string) => {
        const client = find(input.UserPoolId, region).clients.find(
          ({ ClientId }) => ClientId === input.ClientId,
        );
        if (client) return { UserPoolClient: client };
        throw awsError('ResourceNotFoundException', 400, 'User pool client does not exist.');
      },

      ListUserPoolClientSecrets: (
        { UserPoolId, ClientId = '' }: ListUserPoolClientSecretsCommandInput,
        region: string,
      ) => {
        const { clients, rotated = [] } = find(UserPoolId, region);
        const shown = clients.find((one) => one.ClientId === ClientId)?.ClientSecret;
        const has = shown !== undefined || rotated.includes(ClientId);
        const secret = {
          ClientSecretId: `${ClientId}--1`,
          ClientSecretCreateDate: new Date(0),
          // Cognito never answers it: whatever reads the list must bear it all the same.
          ClientSecretValue: shown,
        };
        return { ClientSecrets: has ? [secret] : [] };
      },

      GetUserPoolMfaConfig: ({ UserPoolId }: GetUserPoolMfaConfigCommandInput, region: string) =>
        find(UserPoolId, region).mfa,

      ListIdentityProviders: (
        { UserPoolId }: ListIdentityProvidersCommandInput,
        region: string,
      ) => ({
        Providers: find(UserPoolId, region).providers.map(({ ProviderName, ProviderType }) => ({
          ProviderName,
          ProviderType,
        })),
      }),

      DescribeIdentityProvider: (input: DescribeIdentityProviderCommandInput, region: string) => {
        const provider = find(input.UserPoolId, region).providers.find(
          ({ ProviderName }) => ProviderName === input.ProviderName,
        );
        if (provider) return { IdentityProvider: provider };
        throw awsError('ResourceNotFoundException', 400, 'Identity provider does not exist.');
      },

      ListGroups: (
        { UserPoolId, Limit = 60, NextToken = '0' }: ListGroupsCommandInput,
        region: string,
      ) => {
        const { groups } = find(UserPoolId, region);
        const end = Number(NextToken) + Limit;
        return {
          Groups: groups.slice(Number(NextToken), end),
          ...(groups.length > end && { NextToken: String(end) }),
        };
      },

      GetGroup: ({ UserPoolId, GroupName }: GetGroupCommandInput, region: string) => {
        const group = find(UserPoolId, region).groups.find((one) => one.GroupName === GroupName);
        if (group) return { Group: group };
        throw awsError('ResourceNotFoundException', 400, 'Group not found.');
      },

      ListUserPools: (
        { MaxResults = 60, NextToken = '0' }: ListUserPoolsCommandInput,
        region: string,
      ) => {
        const here = [...pools].filter(([id]) => id.startsWith(`${region}_`));
        const end = Number(NextToken) + MaxResults;
        return {
          UserPools: here
            .slice(Number(NextToken), end)
            .map(([Id, { pool }]) => ({ Id, Name: pool.Name })),
          ...(here.length > end && { NextToken: String(end) }),
        };
      },
    },
  };
}

import type {
  DescribeUserPoolClientCommandInput,
  DescribeUserPoolCommandInput,
  GetUserPoolMfaConfigCommandInput,
  GetUserPoolMfaConfigResponse,
  GroupType,
  ListGroupsCommandInput,
  ListIdentityProvidersCommandInput,
  ListUserPoolClientsCommandInput,
  ProviderDescription,
  UserPoolClientType,
  UserPoolType,
} from '@aws-sdk/client-cognito-identity-provider';
import { awsError } from './aws-error.ts';

/** A user pool with everything that hangs on it, in Cognito's own words. */
export type SeededUserPool = {
  pool: UserPoolType;
  clients: UserPoolClientType[];
  mfa: GetUserPoolMfaConfigResponse;
  providers: ProviderDescription[];
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

      GetUserPoolMfaConfig: ({ UserPoolId }: GetUserPoolMfaConfigCommandInput, region: string) =>
        find(UserPoolId, region).mfa,

      ListIdentityProviders: (
        { UserPoolId }: ListIdentityProvidersCommandInput,
        region: string,
      ) => ({ Providers: find(UserPoolId, region).providers }),

      ListGroups: ({ UserPoolId }: ListGroupsCommandInput, region: string) => ({
        Groups: find(UserPoolId, region).groups,
      }),
    },
  };
}

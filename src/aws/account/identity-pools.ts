import {
  DescribeIdentityPoolCommand,
  GetIdentityPoolRolesCommand,
} from '@aws-sdk/client-cognito-identity';
import { regionOfPool } from '../../domain/ids.ts';
import { sendOptions } from '../abort.ts';
import { reading } from '../aws-errors.ts';
import { accountClients } from '../clients/account-clients.ts';
import type { IdentityPools } from '../ports.ts';

/** Reads identity pools in the region that their id names. */
export function cognitoIdentityPools(): IdentityPools {
  const clientOf = (identityPoolId: string) =>
    accountClients.identityPools(regionOfPool(identityPoolId));
  return {
    identityPool: (IdentityPoolId) =>
      reading('cognito-identity:DescribeIdentityPool', IdentityPoolId, async () => {
        const pool = await clientOf(IdentityPoolId).send(
          new DescribeIdentityPoolCommand({ IdentityPoolId }),
          sendOptions(),
        );
        return {
          id: IdentityPoolId,
          name: pool.IdentityPoolName ?? IdentityPoolId,
          guestsAllowed: pool.AllowUnauthenticatedIdentities ?? false,
          classicFlow: pool.AllowClassicFlow ?? false,
          providers: (pool.CognitoIdentityProviders ?? []).map((provider) => ({
            name: provider.ProviderName ?? '',
            clientId: provider.ClientId ?? '',
            serverSideTokenCheck: provider.ServerSideTokenCheck ?? false,
          })),
          loginProviders: Object.keys(pool.SupportedLoginProviders ?? {}),
        };
      }),

    roles: (IdentityPoolId) =>
      reading('cognito-identity:GetIdentityPoolRoles', IdentityPoolId, async () => {
        const { Roles = {} } = await clientOf(IdentityPoolId).send(
          new GetIdentityPoolRolesCommand({ IdentityPoolId }),
          sendOptions(),
        );
        return {
          authenticated: Roles['authenticated'] || null,
          guest: Roles['unauthenticated'] || null,
        };
      }),
  };
}

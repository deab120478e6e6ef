import {
  DescribeIdentityPoolCommand,
  GetIdentityPoolRolesCommand,
  GetPrincipalTagAttributeMapCommand,
  ListIdentityPoolsCommand,
  type GetPrincipalTagAttributeMapResponse,
  type RoleMapping as SdkRoleMapping,
} from '@aws-sdk/client-cognito-identity';
import { regionOfPool } from '../../contract/aws-names.ts';
import type { RoleMapping } from '../../domain/readings.ts';
import { sendOptions } from '../abort.ts';
import { reading } from '../aws-errors.ts';
import { identityPoolsClient } from '../clients/identity-pools-client.ts';
import type { IdentityPools } from '../../procedures/account/port.ts';

/** Reads identity pools in the region that their id names. */
export function cognitoIdentityPools(clientIn = identityPoolsClient): IdentityPools {
  const clientOf = (identityPoolId: string) => clientIn(regionOfPool(identityPoolId));
  return {
    list: (region, next) =>
      reading('cognito-identity:ListIdentityPools', region ?? 'this region', async () => {
        const { IdentityPools: pools = [], NextToken } = await clientIn(region).send(
          new ListIdentityPoolsCommand({ MaxResults: page, ...(next && { NextToken: next }) }),
          sendOptions(),
        );
        const items = pools.flatMap(({ IdentityPoolId: id, IdentityPoolName: name }) =>
          id ? [{ id, name: name ?? id }] : [],
        );
        return { items, more: Boolean(NextToken), ...(NextToken && { next: NextToken }) };
      }),

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
          // Only a pool that says no refuses it: one that was made without the setting answers nothing.
          classicFlow: pool.AllowClassicFlow ?? true,
          providers: (pool.CognitoIdentityProviders ?? []).map((provider) => ({
            name: provider.ProviderName ?? '',
            clientId: provider.ClientId ?? '',
            serverSideTokenCheck: provider.ServerSideTokenCheck ?? false,
          })),
          loginProviders: Object.keys(pool.SupportedLoginProviders ?? {}),
          federations: [
            ...(pool.SamlProviderARNs ?? []),
            ...(pool.OpenIdConnectProviderARNs ?? []),
            ...(pool.DeveloperProviderName ? [pool.DeveloperProviderName] : []),
          ],
          // These by name: the value of Twitter is its consumer key with the secret behind it.
          loginClients: {
            google: pool.SupportedLoginProviders?.['accounts.google.com'] || null,
            facebook: pool.SupportedLoginProviders?.['graph.facebook.com'] || null,
          },
        };
      }),

    roles: (IdentityPoolId) =>
      reading('cognito-identity:GetIdentityPoolRoles', IdentityPoolId, async () => {
        const { Roles = {}, RoleMappings = {} } = await clientOf(IdentityPoolId).send(
          new GetIdentityPoolRolesCommand({ IdentityPoolId }),
          sendOptions(),
        );
        return {
          authenticated: Roles['authenticated'] || null,
          guest: Roles['unauthenticated'] || null,
          mappings: Object.entries(RoleMappings).map(describeMapping),
        };
      }),

    principalTags: (IdentityPoolId, IdentityProviderName) =>
      reading('cognito-identity:GetPrincipalTagAttributeMap', IdentityPoolId, async () => {
        const { PrincipalTags: tags = {}, UseDefaults } = await clientOf(IdentityPoolId)
          .send(
            new GetPrincipalTagAttributeMapCommand({ IdentityPoolId, IdentityProviderName }),
            sendOptions(),
          )
          .catch(noneWhereUnknown);
        return UseDefaults && Object.keys(tags).length === 0 ? 'unlisted defaults' : tags;
      }),
  };
}

/**
 * A stand-in for AWS that does not know the call has no such tags either, and a provider that the service
 * takes for none of this pool (API reference, "GetPrincipalTagAttributeMap") brings none.
 */
function noneWhereUnknown(error: unknown): Partial<GetPrincipalTagAttributeMapResponse> {
  const name = error instanceof Error ? error.name : '';
  if (saysOfNone.includes(name)) return {};
  throw error;
}

const saysOfNone: readonly string[] = [
  'UnknownOperationException',
  'InvalidAction',
  'NotImplemented',
  'InvalidParameterException',
];

/** Cognito lists at most 60 identity pools per page. */
const page = 60;

function describeMapping([provider, mapping]: [string, SdkRoleMapping]): RoleMapping {
  const { Type, AmbiguousRoleResolution, RulesConfiguration } = mapping;
  return {
    provider,
    type: Type ?? 'Token',
    // Cognito demands one for both types; without it nobody would get a role.
    otherwise: AmbiguousRoleResolution ?? 'Deny',
    rules: (RulesConfiguration?.Rules ?? []).map((rule) => ({
      claim: rule.Claim ?? '',
      match: rule.MatchType ?? '',
      value: rule.Value ?? '',
      roleArn: rule.RoleARN ?? '',
    })),
  };
}

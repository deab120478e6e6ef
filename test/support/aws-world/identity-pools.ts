import type {
  DescribeIdentityPoolCommandInput,
  GetIdentityPoolRolesCommandInput,
  GetPrincipalTagAttributeMapCommandInput,
  ListIdentityPoolsCommandInput,
  IdentityPool,
  RoleMapping,
} from '@aws-sdk/client-cognito-identity';
import { awsError } from './aws-error.ts';

/** An identity pool and the roles that it hands out, in Cognito's own words. */
export type SeededIdentityPool = {
  pool: IdentityPool;
  roles: Record<string, string>;
  roleMappings: Record<string, RoleMapping>;
  /** By the name of the provider. */
  principalTags?: Record<string, { UseDefaults?: boolean; PrincipalTags?: Record<string, string> }>;
};

/** Identity pools: each is found in the region of its id only. */
export function identityPools() {
  const pools = new Map<string, SeededIdentityPool>();
  const find = (id: string | undefined, region: string): SeededIdentityPool => {
    const seeded = pools.get(id ?? '');
    if (seeded && id?.startsWith(`${region}:`)) return seeded;
    throw awsError('ResourceNotFoundException', 400, `IdentityPool '${id}' not found.`);
  };
  return {
    pools,
    effects: {
      ListIdentityPools: (
        { MaxResults = 60, NextToken = '0' }: ListIdentityPoolsCommandInput,
        region: string,
      ) => {
        const here = [...pools].filter(([id]) => id.startsWith(`${region}:`));
        const end = Number(NextToken) + MaxResults;
        return {
          IdentityPools: here.slice(Number(NextToken), end).map(([IdentityPoolId, { pool }]) => ({
            IdentityPoolId,
            IdentityPoolName: pool.IdentityPoolName,
          })),
          ...(here.length > end && { NextToken: String(end) }),
        };
      },

      DescribeIdentityPool: (
        { IdentityPoolId }: DescribeIdentityPoolCommandInput,
        region: string,
      ) => find(IdentityPoolId, region).pool,

      GetIdentityPoolRoles: (
        { IdentityPoolId }: GetIdentityPoolRolesCommandInput,
        region: string,
      ) => {
        const { roles, roleMappings } = find(IdentityPoolId, region);
        return { IdentityPoolId, Roles: roles, RoleMappings: roleMappings };
      },

      GetPrincipalTagAttributeMap: (
        { IdentityPoolId, IdentityProviderName = '' }: GetPrincipalTagAttributeMapCommandInput,
        region: string,
      ) => {
        const { principalTags = {} } = find(IdentityPoolId, region);
        const none = { UseDefaults: false, PrincipalTags: {} };
        const map = principalTags[IdentityProviderName] ?? none;
        return { IdentityPoolId, IdentityProviderName, ...map };
      },
    },
  };
}

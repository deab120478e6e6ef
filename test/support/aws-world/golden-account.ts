import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IdentityPool } from '@aws-sdk/client-cognito-identity';
import type {
  GetUserPoolMfaConfigResponse,
  IdentityProviderType,
  UserPoolClientType,
  UserPoolType,
} from '@aws-sdk/client-cognito-identity-provider';
import { parseArn } from '../../../src/domain/ids.ts';
import { awsWorld, configBucket, type AwsWorld } from './aws-world.ts';
import { seedBucket, seedRole } from './sample-account.ts';

/** A role as the golden cases hold it: documents as objects. */
export type GoldenRole = {
  readonly Arn: string;
  readonly AssumeRolePolicyDocument: object;
  readonly inlinePolicies: Readonly<Record<string, object>>;
};

type GoldenInput = {
  /** Without a pool: AWS answered that there is none. */
  readonly describeUserPool: { readonly UserPool?: UserPoolType & { readonly Id: string } };
  readonly describeUserPoolClients: Readonly<
    Record<string, { readonly UserPoolClient: UserPoolClientType }>
  >;
  readonly getUserPoolMfaConfig: GetUserPoolMfaConfigResponse;
  readonly describeIdentityProviders?: Readonly<
    Record<string, { readonly IdentityProvider: IdentityProviderType }>
  >;
  readonly describeIdentityPool?: IdentityPool & { readonly IdentityPoolId: string };
  readonly getIdentityPoolRoles?: { readonly Roles: Record<string, string> };
  readonly roles?: Readonly<Record<string, GoldenRole>>;
};

/** Text of a file of a golden case. */
export function goldenText(name: string, path: string): string {
  return readFileSync(join('test', 'golden', name, path), 'utf8');
}

/** Random, so that it occurs nowhere by chance. */
function newSecret(): string {
  return randomBytes(24).toString('hex');
}

/** A JSON file of a golden case. */
export function goldenJson(name: string, path: string): unknown {
  return JSON.parse(goldenText(name, path));
}

/** Roles before the incumbent's import, by the identity pool's words for them. */
export function goldenRoles(name: string): Readonly<Record<string, GoldenRole>> {
  return (goldenJson(name, 'input.json') as GoldenInput).roles ?? {};
}

/** The account of a golden case, as AWS answered the incumbent; secrets are planted anew. */
export function goldenAccount(name: string): AwsWorld {
  const input = goldenJson(name, 'input.json') as GoldenInput;
  const [role] = Object.values(input.roles ?? {});
  const world = awsWorld(parseArn(role?.Arn ?? '')?.account);
  const { UserPool: pool } = input.describeUserPool;
  if (pool) {
    world.userPools.pools.set(pool.Id, {
      pool,
      clients: Object.values(input.describeUserPoolClients).map(({ UserPoolClient: client }) => ({
        ...client,
        ...(client.ClientSecret && { ClientSecret: newSecret() }),
      })),
      mfa: input.getUserPoolMfaConfig,
      providers: Object.values(input.describeIdentityProviders ?? {}).map(
        ({ IdentityProvider: { ProviderDetails, ...provider } }) => ({
          ...provider,
          ProviderDetails: { ...ProviderDetails, client_secret: newSecret() },
        }),
      ),
      groups: [],
    });
  }
  const identityPool = input.describeIdentityPool;
  if (identityPool) {
    world.identityPools.pools.set(identityPool.IdentityPoolId, {
      pool: identityPool,
      roles: { ...input.getIdentityPoolRoles?.Roles },
      roleMappings: {},
    });
  }
  for (const { Arn, AssumeRolePolicyDocument, inlinePolicies } of Object.values(
    input.roles ?? {},
  )) {
    seedRole(world, Arn, {
      trustPolicy: JSON.stringify(AssumeRolePolicyDocument),
      policies: Object.fromEntries(
        Object.entries(inlinePolicies).map(([key, document]) => [key, JSON.stringify(document)]),
      ),
    });
  }
  seedBucket(world, configBucket);
  return world;
}

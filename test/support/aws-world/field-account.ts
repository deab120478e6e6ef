import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IdentityPool, RoleMapping } from '@aws-sdk/client-cognito-identity';
import type {
  GetUserPoolMfaConfigResponse,
  GroupType,
  IdentityProviderType,
  UserPoolClientType,
  UserPoolType,
} from '@aws-sdk/client-cognito-identity-provider';
import { regionOfPool } from '../../../src/contract/aws-names.ts';
import type { Result } from '../../../src/contract/result.ts';
import { awsWorld, configBucket, type AwsWorld } from './aws-world.ts';
import { runOnce } from './import-runs.ts';
import { seedBucket, seedRole } from './sample-account.ts';

export type FieldAnswers = {
  readonly describeUserPool: { readonly UserPool: UserPoolType & { readonly Id: string } };
  readonly describeUserPoolClients: Readonly<
    Record<string, { readonly UserPoolClient: UserPoolClientType }>
  >;
  readonly getUserPoolMfaConfig: GetUserPoolMfaConfigResponse;
  readonly describeIdentityProviders: Readonly<
    Record<string, { readonly IdentityProvider: IdentityProviderType }>
  >;
  readonly listGroups?: { readonly Groups: GroupType[] };
  readonly describeIdentityPool: IdentityPool & { readonly IdentityPoolId: string };
  readonly getIdentityPoolRoles: {
    readonly Roles: Record<string, string>;
    readonly RoleMappings?: Record<string, RoleMapping>;
  };
};

export type FieldRole = {
  readonly name: string;
  readonly path?: string;
  readonly trust: object;
  readonly inline?: Readonly<Record<string, object>>;
  readonly boundary?: string;
  readonly tags?: Record<string, string>;
};

const fieldAccountId = '123456789012';

function fieldJson(name: string, file: string): unknown {
  return JSON.parse(readFileSync(join('test', 'field', 'pools', name, file), 'utf8'));
}

/** The account of a case of `test/field/pools`, as AWS answers for it. */
function fieldAccount(name: string): AwsWorld {
  const { buckets } = fieldJson(name, 'more.json') as { readonly buckets: readonly string[] };
  return accountOf(
    fieldJson(name, 'answers.json') as FieldAnswers,
    fieldJson(name, 'roles.json') as readonly FieldRole[],
    buckets,
  );
}

/** An account that answers as it was recorded, with these roles and buckets. */
export function accountOf(
  answers: FieldAnswers,
  roles: readonly FieldRole[],
  buckets: readonly string[],
): AwsWorld {
  const world = awsWorld(fieldAccountId);
  const { UserPool: pool } = answers.describeUserPool;
  world.userPools.pools.set(pool.Id, {
    pool,
    clients: Object.values(answers.describeUserPoolClients).map((one) => one.UserPoolClient),
    mfa: answers.getUserPoolMfaConfig,
    providers: Object.values(answers.describeIdentityProviders).map((one) => one.IdentityProvider),
    groups: answers.listGroups?.Groups ?? [],
  });
  const { describeIdentityPool: identityPool, getIdentityPoolRoles } = answers;
  world.identityPools.pools.set(identityPool.IdentityPoolId, {
    pool: identityPool,
    roles: { ...getIdentityPoolRoles.Roles },
    roleMappings: { ...getIdentityPoolRoles.RoleMappings },
  });
  for (const role of roles) {
    const { name: roleName, path = '/', trust, inline = {}, boundary, tags = {} } = role;
    seedRole(world, `arn:aws:iam::${fieldAccountId}:role${path}${roleName}`, {
      trustPolicy: JSON.stringify(trust),
      policies: Object.fromEntries(
        Object.entries(inline).map(([key, document]) => [key, JSON.stringify(document)]),
      ),
      tags,
      ...(boundary !== undefined && { boundary }),
    });
  }
  for (const bucket of buckets) {
    seedBucket(world, bucket, { region: regionOfPool(identityPool.IdentityPoolId) });
  }
  seedBucket(world, configBucket);
  return world;
}

type FieldRequest = Readonly<Record<string, unknown>>;

/**
 * What a plan says of a case of `test/field/pools`; `change` makes its account another one first, and
 * `ask` its request.
 */
export async function planOfCase(
  name: string,
  change: (world: AwsWorld) => void = () => {},
  ask: (request: FieldRequest) => FieldRequest = (request) => request,
): Promise<Result> {
  change(fieldAccount(name));
  const request = fieldJson(name, 'request.json') as FieldRequest;
  return runOnce({ ...ask(request), mode: 'plan' });
}

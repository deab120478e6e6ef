import { randomBytes } from 'node:crypto';
import { roleNameOf } from '../../../src/contract/aws-names.ts';
import { trustPolicy, trustStatement } from '../builders/identity-pool.ts';
import {
  authRoleArn,
  bucketName,
  guestRoleArn,
  identityPoolId,
  nativeClientId,
  providerName,
  userPoolId,
  webClientId,
} from '../builders/ids.ts';
import { awsWorld, configBucket, homeRegion, type AwsWorld } from './aws-world.ts';
import type { SeededRole } from './iam.ts';
import type { SeededBucket } from './s3.ts';
import { seedResources } from './sample-resources.ts';

/** A policy of another team, white space and all: its bytes must never change. */
export const foreignPolicy = '{\n  "Version": "2012-10-17",\n  "Statement": [ ]\n}';
export const foreignPolicyName = 'owners-own';

export type SampleAccount = AwsWorld & {
  /** The native client's secret: random, so that it occurs nowhere by chance. */
  readonly secret: string;
};

/**
 * The account that most tests start from: a user pool with a web and a native client, an identity
 * pool that admits guests, a role for each kind of user (one with a path and a foreign policy), a
 * bucket and a resource of every other kind to grant, and the stack's empty bucket and table.
 */
export function sampleAccount(): SampleAccount {
  const world = awsWorld();
  const secret = randomBytes(24).toString('hex');
  seedUserPool(world, secret);
  seedIdentityPool(world);
  seedRole(world, authRoleArn, {
    trustPolicy: trustPolicy(trustStatement('authenticated')),
    policies: { [foreignPolicyName]: foreignPolicy },
  });
  seedRole(world, guestRoleArn, {
    trustPolicy: trustPolicy(trustStatement('unauthenticated')),
  });
  seedBucket(world, bucketName);
  seedBucket(world, configBucket);
  seedResources(world);
  return { ...world, secret };
}

/** The sample account without anybody's policy, for counting calls. */
export function bareAccount(): SampleAccount {
  const world = sampleAccount();
  for (const role of world.iam.roles.values()) role.policies = {};
  return world;
}

function seedUserPool(world: AwsWorld, secret: string): void {
  const client = { UserPoolId: userPoolId, AllowedOAuthFlowsUserPoolClient: false };
  world.userPools.pools.set(userPoolId, {
    pool: {
      Id: userPoolId,
      Name: 'storefront-users',
      Policies: {
        PasswordPolicy: {
          MinimumLength: 10,
          RequireLowercase: true,
          RequireUppercase: true,
          RequireNumbers: true,
          RequireSymbols: false,
        },
      },
      SchemaAttributes: [
        { Name: 'sub', Required: true },
        { Name: 'email', Required: true },
        { Name: 'nickname', Required: false },
      ],
      UsernameAttributes: ['email'],
      AutoVerifiedAttributes: ['email'],
      MfaConfiguration: 'OFF',
    },
    clients: [
      { ...client, ClientId: webClientId, ClientName: 'web' },
      { ...client, ClientId: nativeClientId, ClientName: 'native', ClientSecret: secret },
    ],
    mfa: { MfaConfiguration: 'OFF' },
    providers: [],
    groups: [],
  });
}

function seedIdentityPool(world: AwsWorld): void {
  world.identityPools.pools.set(identityPoolId, {
    pool: {
      IdentityPoolId: identityPoolId,
      IdentityPoolName: 'storefront_identities',
      AllowUnauthenticatedIdentities: true,
      AllowClassicFlow: false,
      CognitoIdentityProviders: [webClientId, nativeClientId].map((ClientId) => ({
        ProviderName: providerName,
        ClientId,
        ServerSideTokenCheck: true,
      })),
    },
    roles: { authenticated: authRoleArn, unauthenticated: guestRoleArn },
    roleMappings: {},
  });
}

/** A role by its ARN, which says its name and path. */
export function seedRole(world: AwsWorld, arn: string, overrides: Partial<SeededRole> = {}): void {
  const path = arn.slice(arn.indexOf('/'), arn.lastIndexOf('/') + 1);
  const role = { arn, path, trustPolicy: trustPolicy(), tags: {}, policies: {}, ...overrides };
  world.iam.roles.set(roleNameOf(arn), role);
}

/** By which a web app can do everything that it may be granted. */
const openCors = {
  AllowedOrigins: ['https://app.example.com', 'http://localhost:3000'],
  AllowedMethods: ['GET', 'HEAD', 'PUT', 'POST', 'DELETE'],
  AllowedHeaders: ['*'],
  ExposeHeaders: ['ETag'],
};

export function seedBucket(
  world: AwsWorld,
  name: string,
  overrides: Partial<SeededBucket> = {},
): void {
  const empty = {
    owner: world.securityTokens.accountId,
    region: homeRegion,
    tags: {},
    objects: new Map(),
    kmsKey: null,
    abac: false,
  };
  world.s3.buckets.set(name, { ...empty, cors: [openCors], ...overrides });
}

/** A role of the world, which must be there. */
export function roleAt(world: AwsWorld, arn: string): SeededRole {
  const role = world.iam.roles.get(roleNameOf(arn));
  if (!role) throw new Error(`This world has no role ${arn}.`);
  return role;
}

/** From now on every import is refused: the guest role trusts nobody. */
export function breakTrust(world: AwsWorld): void {
  roleAt(world, guestRoleArn).trustPolicy = trustPolicy();
}

export function mendTrust(world: AwsWorld): void {
  roleAt(world, guestRoleArn).trustPolicy = trustPolicy(trustStatement('unauthenticated'));
}

import { SetIdentityPoolRolesCommand } from '@aws-sdk/client-cognito-identity';
import { CreateGroupCommand } from '@aws-sdk/client-cognito-identity-provider';
import { join } from 'node:path';

import { clientsFor } from '../clients.ts';
import { localEnvironment } from '../environment.ts';
import { seedBucket, type Sample } from '../seed.ts';
import { seedRole } from '../seed-identity-pool.ts';
import { medianOf, seconds, timed, type BenchPlace } from './bench-place.ts';
import type { Figures } from './goals.ts';
import { freshSample, writeRequest } from './requests.ts';

/** How long it takes to plan what is large, with all that is told of it. */
export async function measurePlans(place: BenchPlace): Promise<Figures> {
  const planned = (path: string, exit: number) => {
    const words = ['run', path, '--mode', 'plan', '--store', join(place.folder, 'store-plans')];
    return medianOf(place.rounds, () => timed(place, words, { exit }));
  };
  return {
    'run --mode plan, 20 buckets for 60 groups': seconds(await planned(await crowded(place), 0)),
    'run, 2,000 paths: refused as too large for a role': seconds(
      await planned(await withPaths(place), 1),
    ),
  };
}

/** A request that grants each of 60 groups, with a role of its own, something on each of 20 buckets. */
async function crowded(place: BenchPlace): Promise<string> {
  const { sample, request } = await freshSample(place, 'groups');
  const groups = Array.from({ length: 60 }, (_, index) => `group-${index}`);
  for (const group of groups) await seedGroup(place, sample, group);
  await followTokens(place, sample);
  const buckets = Array.from({ length: 20 }, (_, index) => `${sample.bucket}-${index}`);
  const { s3 } = clientsFor(localEnvironment(place.cloud));
  for (const bucket of buckets) await seedBucket(s3, bucket);
  const granted = Object.fromEntries(groups.map((group) => [group, ['create', 'read', 'delete']]));
  const storage = buckets.map((bucket) => ({ bucket, groups: granted }));
  return writeRequest(place, { ...request, grants: { storage } });
}

async function seedGroup({ cloud }: BenchPlace, sample: Sample, group: string): Promise<void> {
  const { iam, userPools } = clientsFor(localEnvironment(cloud));
  const { identityPoolId, suffix, userPoolId } = sample;
  const name = `${group}-${suffix}`;
  const RoleArn = await seedRole(iam, { name, path: '/', identityPoolId, users: 'authenticated' });
  const named = { UserPoolId: userPoolId, GroupName: group, RoleArn };
  await userPools.send(new CreateGroupCommand(named));
}

/** Lets the identity pool give each user the role of the token: that of the group. */
async function followTokens({ cloud }: BenchPlace, sample: Sample): Promise<void> {
  const { identityPools } = clientsFor(localEnvironment(cloud));
  const { authenticatedRole, unauthenticatedRole, identityPoolId, userPoolId } = sample;
  const [region] = userPoolId.split('_');
  const provider = `cognito-idp.${region}.amazonaws.com/${userPoolId}:${sample.webClientId}`;
  const native = `cognito-idp.${region}.amazonaws.com/${userPoolId}:${sample.nativeClientId}`;
  const byToken = { Type: 'Token', AmbiguousRoleResolution: 'AuthenticatedRole' } as const;
  await identityPools.send(
    new SetIdentityPoolRolesCommand({
      IdentityPoolId: identityPoolId,
      Roles: { authenticated: authenticatedRole.arn, unauthenticated: unauthenticatedRole.arn },
      RoleMappings: { [provider]: byToken, [native]: byToken },
    }),
  );
}

/** A request whose only bucket is granted path by path. */
async function withPaths(place: BenchPlace): Promise<string> {
  const { sample, request } = await freshSample(place, 'paths');
  const paths = Object.fromEntries(
    Array.from({ length: 2_000 }, (_, index) => [`${index}/*`, { authenticated: ['read'] }]),
  );
  return writeRequest(place, {
    ...request,
    grants: { storage: [{ bucket: sample.bucket, paths }] },
  });
}

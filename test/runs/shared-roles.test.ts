import { beforeEach, describe, expect, test } from '@jest/globals';
import { policyNameOf } from '../../src/contract/link.ts';
import { isAllowed } from '../../src/domain/iam/evaluator.ts';
import { fullRequest, linkItemOf, policiesOf, runOnce } from '../support/aws-world/import-runs.ts';
import { actionsOf } from '../support/aws-world/recorded-call.ts';
import {
  foreignPolicy,
  foreignPolicyName,
  roleAt,
  sampleAccount,
  seedBucket,
  type SampleAccount,
} from '../support/aws-world/sample-account.ts';
import { authRoleArn, guestRoleArn } from '../support/builders/ids.ts';

/** A policy that a stack of the incumbent left on the role, by the name that collided there. */
const leftOver = '{"Version": "2012-10-17", "Statement": []}';
const leftOverName = 'Private_policy_ad0f22e8';
const buckets = { dev: 'acme-uploads-a', prod: 'acme-uploads-b', 'pr-42': 'acme-uploads-c' };
type Env = keyof typeof buckets;
const envs = Object.keys(buckets) as Env[];

const requestOf = (env: Env, authenticated: readonly string[] = ['create', 'read']) => ({
  ...fullRequest,
  env,
  grants: { storage: [{ bucket: buckets[env], authenticated }] },
});
const nameOf = (env: Env) => policyNameOf({ app: 'storefront', env });

let world: SampleAccount;

beforeEach(() => {
  world = sampleAccount();
  roleAt(world, authRoleArn).policies[leftOverName] = leftOver;
  for (const bucket of Object.values(buckets)) seedBucket(world, bucket);
});

const onRole = () => policiesOf(world)['CognitoAuth'] ?? {};
const reaches = (bucket: string) =>
  isAllowed(
    envs.flatMap((env) => onRole()[nameOf(env)] ?? []),
    {
      action: 's3:GetObject',
      resource: `arn:aws:s3:::${bucket}/public/a.jpg`,
      context: {},
    },
  );

describe('S5: A team with two environments and a preview on one role with a path', () => {
  test('S5, W-1: Each environment has a policy of its own, which names its own bucket only', async () => {
    for (const env of envs) await runOnce(requestOf(env));

    expect(roleAt(world, authRoleArn).path).toBe('/service-role/');
    expect(Object.keys(onRole()).toSorted()).toEqual(
      [...envs.map(nameOf), foreignPolicyName, leftOverName].toSorted(),
    );
    for (const env of envs) {
      const others = envs.filter((other) => other !== env).map((other) => buckets[other]);
      expect(onRole()[nameOf(env)]).toContain(`arn:aws:s3:::${buckets[env]}/`);
      for (const other of others) expect(onRole()[nameOf(env)]).not.toContain(other);
    }
  });

  test('S5: Whoever comes to a role is told who else writes on it, and that each keeps its own', async () => {
    for (const env of ['dev', 'prod'] as const) await runOnce(requestOf(env));

    const { findings } = await runOnce(requestOf('pr-42'));

    const shared = findings.filter(({ code }) => code === 'ENVIRONMENT_SHARES_ROLES');
    expect(shared).toEqual([
      expect.objectContaining({
        severity: 'info',
        subject: authRoleArn,
        message: expect.stringContaining('storefront/dev, storefront/prod too'),
      }),
    ]);
  });

  test('S5, W-32: An environment that is run again writes nothing', async () => {
    for (const env of envs) await runOnce(requestOf(env));
    world.forgetCalls();

    const result = await runOnce(requestOf('dev'));

    expect(result.status).toBe('unchanged');
    expect(actionsOf(world.calls)).not.toContain('iam:PutRolePolicy');
    expect(actionsOf(world.calls)).not.toContain('iam:DeleteRolePolicy');
  });

  test('S5, W-18: A preview that takes its grants back loses exactly its policy; the others still work', async () => {
    for (const env of envs) await runOnce(requestOf(env));

    await runOnce({ ...requestOf('pr-42'), grants: {} });

    expect(onRole()).not.toHaveProperty([nameOf('pr-42')]);
    expect(envs.map((env) => reaches(buckets[env]))).toEqual([true, true, false]);
  });

  test('S5: Foreign policies are byte-identical after all of it', async () => {
    for (const env of envs) await runOnce(requestOf(env));
    await runOnce({ ...requestOf('pr-42'), grants: {} });

    expect(onRole()[foreignPolicyName]).toBe(foreignPolicy);
    expect(onRole()[leftOverName]).toBe(leftOver);
  });

  test('S5b: Two environments that start at the same moment both end well, with both policies', async () => {
    const results = await Promise.all([runOnce(requestOf('dev')), runOnce(requestOf('prod'))]);

    expect(results.map(({ status }) => status)).toEqual(['published', 'published']);
    expect(envs.map((env) => reaches(buckets[env]))).toEqual([true, true, false]);
    expect(onRole()[foreignPolicyName]).toBe(foreignPolicy);
  });
});

describe('W-19: A link that moves to another pool', () => {
  test('W-19: Takes its policies along: the roles of the old pool keep none of ours', async () => {
    await runOnce(requestOf('dev'));
    const identityPool = [...world.identityPools.pools.values()][0];
    const movedId = 'eu-west-1:99999999-2222-4333-8444-555555555555';
    const moved = 'arn:aws:iam::111122223333:role/Moved';
    world.iam.roles.set('Moved', {
      ...structuredClone(roleAt(world, authRoleArn)),
      arn: moved,
      path: '/',
      trustPolicy: roleAt(world, authRoleArn).trustPolicy.replace(
        fullRequest.identityPoolId,
        movedId,
      ),
      policies: {},
    });
    world.identityPools.pools.set(movedId, {
      pool: {
        ...identityPool?.pool,
        IdentityPoolId: movedId,
        IdentityPoolName: 'moved',
        AllowUnauthenticatedIdentities: false,
      },
      roles: { authenticated: moved },
      roleMappings: {},
    });

    const result = await runOnce({ ...requestOf('dev'), identityPoolId: movedId });

    expect(result.status).toBe('published');
    expect(result.plan?.repointed).toEqual([
      { field: 'identityPoolId', from: fullRequest.identityPoolId, to: movedId },
    ]);
    expect(onRole()).not.toHaveProperty([nameOf('dev')]);
    expect(Object.keys(policiesOf(world)['Moved'] ?? {})).toEqual([nameOf('dev')]);
    expect(roleAt(world, guestRoleArn).policies).toEqual({});
    expect(linkItemOf(world, { app: 'storefront', env: 'dev' })?.ledger).toMatchObject([
      { roleArn: moved },
    ]);
  });
});

test('An environment is told which path of its grant another one denies on their role', async () => {
  const paths = {
    'albums/*': { authenticated: ['read'] },
    'albums/drafts/*': { guest: ['get'] },
  };
  const bucket = buckets.prod;
  await runOnce({ ...fullRequest, env: 'dev', grants: { storage: [{ bucket, paths }] } });

  const whole = { 'albums/*': { authenticated: ['read'] } };
  const result = await runOnce({
    ...fullRequest,
    env: 'prod',
    mode: 'plan',
    grants: { storage: [{ bucket, paths: whole }] },
  });

  expect(result.findings).toContainEqual(
    expect.objectContaining({
      code: 'GRANT_DENIED_BY_LINK',
      subject: authRoleArn,
      found: expect.stringContaining(`arn:aws:s3:::${bucket}/albums/drafts/*`),
    }),
  );
  expect(JSON.stringify(result.plan?.roles)).not.toContain('drafts');
});

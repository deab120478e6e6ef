import { beforeEach, describe, expect, test } from '@jest/globals';
import { policyNameOf, type LinkName } from '../../src/contract/link.ts';
import { expiryStart } from '../../src/domain/link/expiry-start.ts';
import { publishedPaths } from '../../src/domain/config/files.ts';
import { isAllowed } from '../../src/domain/iam/evaluator.ts';
import {
  fullRequest,
  linkItemOf,
  policiesOf,
  runOnce,
  stackServices,
  storedTexts,
} from '../support/aws-world/import-runs.ts';
import { actionsOf } from '../support/aws-world/recorded-call.ts';
import { removeOnce } from '../support/aws-world/removal-runs.ts';
import {
  roleAt,
  sampleAccount,
  seedBucket,
  type SampleAccount,
} from '../support/aws-world/sample-account.ts';
import { authRoleArn, userPoolId, webClientId } from '../support/builders/ids.ts';

const buckets = { dev: 'acme-uploads-a', prod: 'acme-uploads-b', 'pr-42': 'acme-uploads-c' };
type Env = keyof typeof buckets;
const envs = Object.keys(buckets) as Env[];
const linkOf = (env: string) => ({ app: 'storefront', env });
const leftOver = '{"Version": "2012-10-17", "Statement": []}';

let world: SampleAccount;
const onRole = () => policiesOf(world)['CognitoAuth'] ?? {};
const cognitoCalls = () => actionsOf(world.calls).filter((action) => action.startsWith('cognito'));

beforeEach(() => {
  world = sampleAccount();
  roleAt(world, authRoleArn).policies['Private_policy_ad0f22e8'] = leftOver;
  for (const bucket of Object.values(buckets)) seedBucket(world, bucket);
});

describe('S5: A team with two environments and a preview on one identity pool', () => {
  const requestOf = (env: Env) => ({
    ...fullRequest,
    env,
    grants: { storage: [{ bucket: buckets[env], authenticated: ['create', 'read'] }] },
  });
  const reaches = (bucket: string) =>
    isAllowed(
      envs.flatMap((env) => onRole()[policyNameOf(linkOf(env))] ?? []),
      { action: 's3:GetObject', resource: `arn:aws:s3:::${bucket}/public/a.jpg`, context: {} },
    );

  test('S5: After the preview is removed exactly its policy is gone, and the others still work', async () => {
    const foreign = onRole();
    for (const env of [...envs, 'dev'] as const) await runOnce(requestOf(env));
    const { [policyNameOf(linkOf('pr-42'))]: _gone, ...others } = onRole();
    const published = Object.entries(storedTexts(world)).filter(([key]) => !key.includes('pr-42'));
    world.forgetCalls();

    const { result } = await removeOnce(linkOf('pr-42'));

    expect(result?.status).toBe('removed');
    expect(onRole()).toEqual(others);
    expect(onRole()).toMatchObject(foreign);
    expect(envs.map((env) => reaches(buckets[env]))).toEqual([true, true, false]);
    expect(Object.entries(storedTexts(world))).toEqual(expect.arrayContaining(published));
    const manifest = storedTexts(world)['config/storefront/pr-42/manifest.json'] ?? '{}';
    expect(JSON.parse(manifest)).toMatchObject({ removed: true, files: [] });
    expect(cognitoCalls()).toEqual([]);
  });

  test('R-17: Of a removed environment no file for an app is left but those of its revisions', async () => {
    await runOnce(requestOf('dev'));
    const current = publishedPaths.map((path) => `config/storefront/dev/${path}`);
    expect(Object.keys(storedTexts(world))).toEqual(expect.arrayContaining(current));

    await removeOnce(linkOf('dev'));

    expect(Object.keys(storedTexts(world)).filter((key) => current.includes(key))).toEqual([]);
  });

  test('S5: Removed down to the last one, the role is as it was before the first', async () => {
    const before = policiesOf(world);
    for (const env of envs) await runOnce(requestOf(env));

    for (const env of envs) await removeOnce(linkOf(env));

    expect(policiesOf(world)).toEqual(before);
  });
});

describe('A preview whose end has come', () => {
  const [begin, end] = ['2026-11-22T10:00:00.000Z', '2026-11-23T10:00:00.000Z'];
  const preview = { ...fullRequest, ...linkOf('pr-42'), expires: end };
  const after = () => new Date('2026-11-23T10:04:00.000Z');
  const expired = () => stackServices({ now: after }).linkStore.expiredBy(after().toISOString());
  const input = (link: LinkName) => expiryStart(link, after(), 5).input;
  const removal = (asked: object) =>
    removeOnce(asked, { services: stackServices({ now: after, wait: async () => undefined }) });

  beforeEach(() => runOnce(preview, { services: stackServices({ now: () => new Date(begin) }) }));

  test('R5: Is found by it, removed by what the starter starts, and not found again', async () => {
    const [due = linkOf('none'), ...others] = await expired();

    const { result } = await removal(input(due));

    expect([due, others]).toEqual([linkOf('pr-42'), []]);
    expect(result?.status).toBe('removed');
    expect(onRole()).not.toHaveProperty([policyNameOf(linkOf('pr-42'))]);
    expect(await expired()).toEqual([]);
  });

  test('R5: Stays when it was renewed since it was found', async () => {
    const [due = linkOf('none')] = await expired();
    const renewed = { ...preview, expires: '2026-12-24T00:00:00.000Z' };
    await runOnce(renewed, { services: stackServices({ now: after }) });
    const before = [policiesOf(world), storedTexts(world)];

    const { end: ended, result } = await removal(input(due));

    expect([ended.status, result?.status]).toEqual(['SUCCEEDED', 'unchanged']);
    expect([policiesOf(world), storedTexts(world)]).toEqual(before);
  });

  test('Comes back once it is gone, also without an end', async () => {
    await removal(input(linkOf('pr-42')));

    const { expires: _left, ...withoutEnd } = preview;
    const result = await runOnce(withoutEnd, { services: stackServices({ now: after }) });

    expect(result).toMatchObject({ status: 'published', published: { revision: 2 } });
  });
});

describe('What the incumbent tests of a second environment, and of unlinking', () => {
  const poolOnly = { app: 'storefront', userPoolId, webClientId };

  test('E-13: A second environment comes and goes; the first one is as it was', async () => {
    await runOnce({ ...poolOnly, env: 'dev' });
    const first = storedTexts(world, 'config/storefront/dev/');
    await runOnce({ app: 'storefront', env: 'prod', from: 'dev' });

    const { result } = await removeOnce(linkOf('prod'));
    const again = await runOnce(linkOf('dev'));

    expect(result?.status).toBe('removed');
    expect(again.status).toBe('unchanged');
    expect(storedTexts(world, 'config/storefront/dev/')).toEqual(first);
    expect(linkItemOf(world, linkOf('prod'))?.removed).not.toBeNull();
  });

  test.each([
    ['E-17: a user pool alone', { ...poolOnly, nativeClientId: webClientId, env: 'dev' }],
    ['E-18: with an identity pool', { ...fullRequest, env: 'dev' }],
  ])(
    '%s is imported without a question, and leaves nothing when it is removed',
    async (_, input) => {
      const before = policiesOf(world);

      const imported = await runOnce(input);
      const { result } = await removeOnce(linkOf('dev'));

      expect([imported.status, result?.status]).toEqual(['published', 'removed']);
      expect(policiesOf(world)).toEqual(before);
      expect(
        Object.keys(storedTexts(world, 'config/storefront/dev/')).filter(
          (key) => !key.includes('/revisions/'),
        ),
      ).toEqual(['config/storefront/dev/manifest.json']);
      expect(linkItemOf(world, linkOf('dev'))).toMatchObject({ ledger: [], push: null });
    },
  );

  test('E-19: An environment whose pools are deleted since is removed all the same', async () => {
    const before = policiesOf(world);
    await runOnce({ ...fullRequest, env: 'dev' });
    world.userPools.pools.clear();
    world.identityPools.pools.clear();
    world.forgetCalls();

    const { end, result } = await removeOnce(linkOf('dev'));

    expect([end.status, result?.status]).toEqual(['SUCCEEDED', 'removed']);
    expect(policiesOf(world)).toEqual(before);
    expect(cognitoCalls()).toEqual([]);
  });
});

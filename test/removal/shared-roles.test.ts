import { describe, expect, test } from '@jest/globals';
import { inlinePolicyLimit } from '../../src/contract/quotas.ts';
import { linkOfPolicy, policyNameOf } from '../../src/contract/link.ts';
import { countedSize } from '../../src/domain/iam/document.ts';
import type { AwsWorld } from '../support/aws-world/aws-world.ts';
import { madeReady } from '../support/aws-world/made-ready.ts';
import { fullRequest, policiesOf, runOnce } from '../support/aws-world/import-runs.ts';
import { actionsOf } from '../support/aws-world/recorded-call.ts';
import { removeOnce } from '../support/aws-world/removal-runs.ts';
import { seededRandom } from '../support/aws-world/random.ts';
import { roleAt, sampleAccount, seedBucket } from '../support/aws-world/sample-account.ts';
import { authRoleArn } from '../support/builders/ids.ts';
import { seeds } from '../support/counts.ts';

/** As many as fit on one role, of which each lets its users read a bucket with a name of 13 characters. */
const envs = Array.from({ length: 18 }, (_, index) => `env-${index + 1}`);
const bucketOf = (env: string) => `acme-${env.slice(4).padStart(8, '0')}`;
const requestOf = (env: string) => ({
  ...fullRequest,
  env,
  grants: { storage: [{ bucket: bucketOf(env), authenticated: ['read'] }] },
});
const linkOf = (env: string) => ({ app: 'storefront', env });
const nameOf = (env: string) => policyNameOf(linkOf(env));

/** A policy of another team, which leaves room for just as many. */
const others = {
  name: 'team-analytics',
  document: `{"Version":"2012-10-17","Statement":[],"Id":"${'x'.repeat(250)}"}`,
};

const emptyAccount = madeReady(() => {
  const world = sampleAccount();
  for (const env of [...envs, 'env-19']) seedBucket(world, bucketOf(env));
  roleAt(world, authRoleArn).policies[others.name] = others.document;
  return world;
});

const fullAccount = madeReady(async () => {
  const world = await emptyAccount();
  for (const env of envs) await runOnce(requestOf(env));
  return world;
});

/** A list in an order that hangs on the seed only. */
function shuffled<Item>(items: readonly Item[], seed: number): readonly Item[] {
  const random = seededRandom(seed);
  return items
    .map((item) => ({ item, place: random() }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ item }) => item);
}

const policiesOn = (world: AwsWorld) => policiesOf(world)['CognitoAuth'] ?? {};

describe('R1: Many environments on one pair of roles', () => {
  test('R1: Each takes 524 characters; the one that does not fit is refused with who fills the role', async () => {
    const world = await fullAccount();
    const full = policiesOf(world);

    const result = await runOnce(requestOf('env-19'));

    const sizes = envs.map((env) => countedSize(full['CognitoAuth']?.[nameOf(env)] ?? ''));
    expect(sizes).toEqual(envs.map(() => 524));
    expect(result.error?.name).toBe('ImportRefused');
    const told = result.findings.find(({ code }) => code === 'POLICY_BUDGET_EXCEEDED');
    expect(told?.facts).toMatchObject({
      need: 524,
      limit: inlinePolicyLimit,
      links: expect.arrayContaining(envs.map((env) => ({ link: `storefront/${env}`, size: 524 }))),
    });
    expect(told?.found).toContain('and 524 of ours; of the others storefront/env-1 524,');
    expect(policiesOf(world)).toEqual(full);
  });

  test('R1: Room is made by the removal of one of them', async () => {
    const world = await fullAccount();

    await removeOnce(linkOf('env-7'));
    const result = await runOnce(requestOf('env-19'));

    expect(result.status).toBe('published');
    expect(Object.keys(policiesOn(world))).not.toContain(nameOf('env-7'));
  });

  test.each(Array.from({ length: seeds(10) }, (_, seed) => seed))(
    'R1: Imported and removed in any order they leave the roles byte for byte as they were: %d',
    async (seed) => {
      const world = await emptyAccount();
      const before = policiesOf(world);
      const present = new Set<string>();
      const ends: (string | undefined)[] = [];
      const cognito: string[] = [];

      // Each stands there twice: where it comes, and where it goes.
      for (const env of shuffled([...envs, ...envs], seed)) {
        if (present.delete(env)) {
          world.forgetCalls();
          ends.push((await removeOnce(linkOf(env))).result?.status);
          cognito.push(...actionsOf(world.calls).filter((one) => one.startsWith('cognito')));
        } else {
          present.add(env);
          ends.push((await runOnce(requestOf(env))).status);
        }
        const ours = Object.keys(policiesOn(world)).filter((name) => linkOfPolicy(name));
        expect(ours.toSorted()).toEqual([...present].map(nameOf).toSorted());
      }

      expect(ends.filter((end) => end === 'published')).toHaveLength(envs.length);
      expect(ends.filter((end) => end === 'removed')).toHaveLength(envs.length);
      expect(cognito).toEqual([]);
      expect(policiesOf(world)).toEqual(before);
    },
  );
});

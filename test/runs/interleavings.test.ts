import { describe, expect, test } from '@jest/globals';
import { policyNameOf } from '../../src/contract/link.ts';
import { fullRequest, linkItemOf, policiesOf, runOnce } from '../support/aws-world/import-runs.ts';
import { seededRandom } from '../support/aws-world/random.ts';
import {
  foreignPolicy,
  foreignPolicyName,
  sampleAccount,
  seedBucket,
} from '../support/aws-world/sample-account.ts';
import { bucketName } from '../support/builders/ids.ts';
import { interleavings } from '../support/counts.ts';

const envs = ['dev', 'prod'] as const;
const bucketOf = (env: (typeof envs)[number]) => `${bucketName}-${env}`;
const requestOf = (env: (typeof envs)[number]) => ({
  ...fullRequest,
  env,
  grants: { storage: [{ ...fullRequest.grants.storage[0], bucket: bucketOf(env) }] },
});

/** An account where both environments have a bucket, and what one run after the other comes to. */
function accountOfTwo() {
  const world = sampleAccount();
  for (const env of envs) seedBucket(world, bucketOf(env));
  return world;
}

async function oneAfterTheOther() {
  const world = accountOfTwo();
  for (const env of envs) await runOnce(requestOf(env));
  return { policies: policiesOf(world) };
}

describe('W-23: Two links on one pair of roles, run by two engines at the same time', () => {
  const each = interleavings(8);
  const firstSeeds = Array.from({ length: 10 }, (_, index) => index * each);

  test.each(firstSeeds)(
    `Come to what one after the other comes to, in ${each} random interleavings from %i`,
    async (first) => {
      const expected = await oneAfterTheOther();

      for (let seed = first; seed < first + each; seed += 1) {
        const world = accountOfTwo();
        world.interleave(seededRandom(seed));

        const results = await Promise.all(envs.map((env) => runOnce(requestOf(env))));

        expect(results.map(({ status }) => status)).toEqual(['published', 'published']);
        expect(policiesOf(world)).toEqual(expected.policies);
        expect(policiesOf(world)['CognitoAuth']?.[foreignPolicyName]).toBe(foreignPolicy);
        for (const env of envs) {
          expect(linkItemOf(world, { app: 'storefront', env })).toMatchObject({
            revision: 1,
            intent: null,
            ledger: [{}, {}],
            lease: { owner: null },
          });
        }
      }
    },
  );

  test('Really take turns: calls of one run stand between calls of the other', async () => {
    const world = accountOfTwo();
    world.interleave(seededRandom(1));

    await Promise.all(envs.map((env) => runOnce(requestOf(env))));

    const writes = world.calls
      .filter(({ action }) => action === 'PutRolePolicy')
      .map(({ input }) => input['PolicyName']);
    const turns = world.calls
      .map(({ input }) => JSON.stringify(input))
      .flatMap((text) => envs.filter((env) => text.includes(`storefront#${env}`)))
      .filter((env, index, all) => env !== all[index - 1]);
    expect(new Set(writes)).toEqual(
      new Set(envs.map((env) => policyNameOf({ app: 'storefront', env }))),
    );
    expect(turns.length).toBeGreaterThan(4);
  });
});

import { describe, expect, test } from '@jest/globals';
import { planSchema } from '../../src/contract/plan.ts';
import { revisionNoteKey, revisionNoteSchema } from '../../src/contract/revision.ts';
import type { AwsWorld } from '../support/aws-world/aws-world.ts';
import { accessDenied } from '../support/aws-world/aws-error.ts';
import {
  fullRequest,
  linkItemOf,
  recordIn,
  runOnce,
  storedTexts,
} from '../support/aws-world/import-runs.ts';
import { removeOnce } from '../support/aws-world/removal-runs.ts';
import { sampleAccount } from '../support/aws-world/sample-account.ts';
import { link } from '../support/builders/link.ts';

/** Other attributes are verified, which the files say. */
const changePool = (world: AwsWorld) => {
  world.userPools.pools.get(fullRequest.userPoolId)!.pool.AutoVerifiedAttributes = [];
};

/** What the bucket says of who made a revision, and of the plan that this run had carried out. */
function makerOf(world: AwsWorld, revision: number) {
  const texts = storedTexts(world, 'reports/');
  const note = texts[revisionNoteKey(link, revision)];
  if (note === undefined) return null;
  const { run } = revisionNoteSchema().parse(JSON.parse(note));
  const plan = planSchema().parse(
    JSON.parse(texts[`reports/storefront/prod/${run}/plan.json`] ?? ''),
  );
  return { run, revision: plan.revision, grants: plan.request.grants.storage.length };
}

const withoutGrants = { ...fullRequest, grants: {} };

describe('Record link notes which run has made a revision', () => {
  test('by a run whose plan holds the request', async () => {
    const world = sampleAccount();
    await runOnce(fullRequest);
    await runOnce(withoutGrants);

    expect(makerOf(world, 1)).toMatchObject({ revision: 1, grants: 1 });
    expect(makerOf(world, 2)).toMatchObject({ revision: 2, grants: 0 });
    expect(makerOf(world, 3)).toBeNull();
  });

  test('and not again for a run that changes policies only', async () => {
    const world = sampleAccount();
    await runOnce(fullRequest);
    const first = makerOf(world, 1);

    const result = await runOnce({ ...fullRequest, parameters: true });

    expect(result).toMatchObject({ status: 'published', published: { revision: 1 } });
    expect(makerOf(world, 1)).toEqual(first);
  });

  test('with the same words when its answer is lost and it is tried again', async () => {
    const world = sampleAccount();
    world.faults.loseAnswer({ action: 'PutObject', input: { Key: revisionNoteKey(link, 1) } });

    const result = await runOnce(fullRequest);

    expect(result.status).toBe('published');
    expect(makerOf(world, 1)).toMatchObject({ revision: 1, grants: 1 });
  });

  test.each([
    ['before its note', { action: 'PutObject', input: { Key: revisionNoteKey(link, 1) } }],
    ['between its note and its record', 'record' as const],
  ])('of a run that died %s, by whoever records it', async (_moment, match) => {
    const world = sampleAccount();
    world.faults.kill(match === 'record' ? recordIn(world) : match, 'before');
    await runOnce(fullRequest);
    world.faults.revive();
    const dead = linkItemOf(world)?.intent?.runId;
    changePool(world);

    await runOnce(withoutGrants);

    expect(makerOf(world, 1)).toEqual({ run: dead, revision: 1, grants: 1 });
    expect(makerOf(world, 2)).toMatchObject({ revision: 2, grants: 0 });
  });

  test('of a run that died, by the removal that takes its link away', async () => {
    const world = sampleAccount();
    world.faults.kill(recordIn(world), 'before');
    await runOnce(fullRequest);
    world.faults.revive();
    const dead = linkItemOf(world)?.intent?.runId;

    await removeOnce();

    expect(makerOf(world, 1)).toEqual({ run: dead, revision: 1, grants: 1 });
  });

  test('of a run that died, also where the policies are emitted, or the next one fails', async () => {
    const world = sampleAccount();
    world.faults.kill(recordIn(world), 'before');
    await runOnce(fullRequest);
    world.faults.revive();
    world.faults.fail('iam:PutRolePolicy', accessDenied());

    await runOnce({ ...withoutGrants, rolePolicies: 'emit' });

    expect(makerOf(world, 1)).toMatchObject({ revision: 1, grants: 1 });
  });
});

import { describe, expect, test } from '@jest/globals';
import { accessDenied } from '../support/aws-world/aws-error.ts';
import { deaths } from '../support/aws-world/deaths.ts';
import {
  announcedTypes,
  callsOfRun,
  fullRequest,
  linkItemOf,
  policiesOf,
  recordIn,
  runOnce,
  storedTexts,
  traces,
  withGrants,
} from '../support/aws-world/import-runs.ts';
import { madeReady } from '../support/aws-world/made-ready.ts';
import { breakTrust, mendTrust, sampleAccount } from '../support/aws-world/sample-account.ts';

const otherGrants = withGrants(['read'], ['create']);

/** An account in which a first import died between its commit and its record. */
const committedAccount = madeReady(async () => {
  const world = sampleAccount();
  world.faults.kill(recordIn(world), 'before');
  await runOnce(fullRequest);
  world.faults.revive();
  return world;
});

describe('After the commit a run only rolls forward', () => {
  test('A committed run that died is recorded and announced by a refused one', async () => {
    const world = await committedAccount();
    breakTrust(world);

    const refused = await runOnce(fullRequest);

    expect(refused.status).toBe('refused');
    expect(linkItemOf(world)).toMatchObject({ revision: 1, announcedRevision: 1, intent: null });
    expect(linkItemOf(world)?.ledger).toHaveLength(2);
    expect(announcedTypes(world)).toEqual(['Auth Config Published', 'Auth Import Refused']);
  });

  test('What a dead run had committed stays known when the next one fails', async () => {
    const world = await committedAccount();
    const committed = policiesOf(world);
    world.faults.fail('iam:PutRolePolicy', accessDenied(), { times: 1 });

    const failed = await runOnce(otherGrants);
    const afterFailure = policiesOf(world);
    const next = await runOnce(otherGrants);

    expect(failed.error?.name).toBe('AccessDenied');
    expect(afterFailure).toEqual(committed);
    expect(next.findings.map(({ code }) => code)).not.toContain('POLICY_DRIFT');
    expect(next.status).toBe('published');
  });

  test('A refused run announces the revision that was committed, not the one it had planned', async () => {
    const world = await committedAccount();
    breakTrust(world);
    world.userPools.pools.get(fullRequest.userPoolId)!.pool.AutoVerifiedAttributes = [];

    await runOnce(fullRequest);

    const [published] = world.eventBridge.events;
    expect(published).toMatchObject({
      detailType: 'Auth Config Published',
      detail: { revision: 1 },
    });
  });

  test('A mended account takes the import as if nothing had happened', async () => {
    const undisturbed = await callsOfRun(fullRequest, sampleAccount);
    const world = sampleAccount();
    world.faults.kill('s3:PutObject', 'after');
    await runOnce(fullRequest);
    world.faults.revive();
    breakTrust(world);
    await runOnce(fullRequest);
    mendTrust(world);

    const next = await runOnce(fullRequest);

    expect(next.status).toBe('published');
    expect(traces(world)).toEqual(undisturbed.left);
  });

  test('A run that dies at any call after a committed one loses nothing that either had committed', async () => {
    const first = policiesOf(await committedAccount());
    const done = await callsOfRun(otherGrants, committedAccount);

    for (const { index, moment } of deaths(done.count)) {
      const world = await committedAccount();
      world.faults.kill(index, moment);
      await runOnce(otherGrants);
      world.faults.revive();
      breakTrust(world);
      await runOnce(otherGrants);
      const policies = policiesOf(world);
      const intent = linkItemOf(world)?.intent;
      mendTrust(world);

      const next = await runOnce(otherGrants);

      expect([first, done.left.policies]).toContainEqual(policies);
      expect({ index, moment, intent }).toEqual({ index, moment, intent: null });
      expect({ index, moment, error: next.error }).toEqual({ index, moment, error: undefined });
      expect({ index, policies: policiesOf(world), config: storedTexts(world) }).toEqual({
        index,
        policies: done.left.policies,
        config: done.left.config,
      });
    }
  });
});

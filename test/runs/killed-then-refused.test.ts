import { beforeAll, describe, expect, test } from '@jest/globals';
import { manifestKey } from '../../src/contract/manifest.ts';
import {
  announcedTypes,
  callsOfRun,
  fullRequest,
  linkItemOf,
  policiesOf,
  runOnce,
  storedTexts,
  traces,
  withGrants,
} from '../support/aws-world/import-runs.ts';
import {
  foreignPolicy,
  foreignPolicyName,
  roleAt,
  sampleAccount,
} from '../support/aws-world/sample-account.ts';
import type { AwsWorld } from '../support/aws-world/aws-world.ts';
import { trustPolicy, trustStatement } from '../support/builders/identity-pool.ts';
import { guestRoleArn } from '../support/builders/ids.ts';
import { link } from '../support/builders/link.ts';

const untouched = {
  CognitoAuth: { [foreignPolicyName]: foreignPolicy },
  CognitoGuest: {},
};

/** From now on every import is refused: the guest role trusts nobody. */
function breakTrust(world: AwsWorld): void {
  roleAt(world, guestRoleArn).trustPolicy = trustPolicy();
}

function mendTrust(world: AwsWorld): void {
  roleAt(world, guestRoleArn).trustPolicy = trustPolicy(trustStatement('unauthenticated'));
}

const isCommitted = (world: AwsWorld) => manifestKey(link) in storedTexts(world);

/** An account in which the first import is done. */
async function importedAccount(): Promise<AwsWorld> {
  const world = sampleAccount();
  await runOnce(fullRequest);
  return world;
}

describe('A killed run is undone by a next run that is refused, unless its commit had happened', () => {
  let undisturbed: Awaited<ReturnType<typeof callsOfRun>>;

  beforeAll(async () => {
    undisturbed = await callsOfRun(fullRequest, sampleAccount);
  });

  test.each(['before', 'after', 'in flight'] as const)('killed %s its effect', async (moment) => {
    const ends = new Set<boolean>();
    for (let index = 0; index < undisturbed.count; index += 1) {
      const world = sampleAccount();
      world.faults.kill(index, moment);
      await runOnce(fullRequest);
      world.faults.revive();
      breakTrust(world);
      const committed = isCommitted(world);

      const refused = await runOnce(fullRequest);

      ends.add(committed);
      expect({ index, error: refused.error?.name }).toEqual({ index, error: 'ImportRefused' });
      expect({ index, policies: policiesOf(world) }).toEqual({
        index,
        policies: committed ? undisturbed.left.policies : untouched,
      });
      expect({ index, ...linkItemOf(world)?.lease }).toMatchObject({ index, owner: null });
      expect({ index, intent: linkItemOf(world)?.intent }).toEqual({ index, intent: null });
      expect({ index, revision: linkItemOf(world)?.revision }).toEqual({
        index,
        revision: committed ? 1 : null,
      });
    }
    expect(ends).toEqual(new Set([false, true]));
  });

  test('A read of IAM that lags behind the killed run keeps nothing from being restored', async () => {
    const world = sampleAccount();
    world.iam.freezeReads();
    world.faults.kill(({ action }) => action === 'PutObject' && isPutOfRoles(world), 'before');
    await runOnce(fullRequest);
    world.faults.revive();
    breakTrust(world);
    expect(policiesOf(world)).not.toEqual(untouched);

    await runOnce(fullRequest);

    expect(policiesOf(world)).toEqual(untouched);
  });
});

/** Whether our policies stand, so that the next write of an object is one of Publish config. */
function isPutOfRoles(world: AwsWorld): boolean {
  return Object.keys(roleAt(world, guestRoleArn).policies).length > 0;
}

describe('Undoing goes back to before the first of several runs that died', () => {
  test('A second import that dies at any call, and is then refused, leaves the first or the second', async () => {
    const second = withGrants(['read'], ['create']);
    const done = await callsOfRun(second, importedAccount);
    const first = traces(await importedAccount());

    for (let index = 0; index < done.count; index += 1) {
      const world = await importedAccount();
      world.forgetCalls();
      world.faults.kill(index, 'after');
      await runOnce(second);
      world.faults.revive();
      const recorded = linkItemOf(world)?.intent === null;
      breakTrust(world);

      await runOnce(second);

      const policies = policiesOf(world);
      expect({ index, config: storedTexts(world) }).toEqual({ index, config: first.config });
      expect({ index, open: linkItemOf(world)?.intent }).toEqual({ index, open: null });
      if (!recorded) expect({ index, policies }).toEqual({ index, policies: first.policies });
      else expect([first.policies, done.left.policies]).toContainEqual(policies);
    }
  });

  test('Two imports die one after the other, the third is refused: all as before both', async () => {
    const world = await importedAccount();
    const first = policiesOf(world);
    for (const grants of [
      withGrants(['read'], ['create']),
      withGrants(['delete'], ['read', 'create']),
    ]) {
      world.faults.kill('iam:PutRolePolicy', 'in flight');
      await runOnce(grants);
      world.faults.revive();
      expect(policiesOf(world)).not.toEqual(first);
    }
    breakTrust(world);

    const third = await runOnce(fullRequest);

    expect(third.error?.name).toBe('ImportRefused');
    expect(policiesOf(world)).toEqual(first);
  });

  test('Two imports die one after the other, the third goes through: as if they had never been', async () => {
    const world = await importedAccount();
    const before = traces(world);
    world.faults.kill('iam:PutRolePolicy', 'in flight');
    await runOnce(withGrants(['read'], ['create']));
    world.faults.revive();

    const third = await runOnce(fullRequest);

    expect(third.status).toBe('published');
    expect(traces(world)).toMatchObject({ policies: before.policies, config: before.config });
  });
});

describe('After the commit a run only rolls forward', () => {
  test('A committed run that died is recorded and announced by a refused one', async () => {
    const world = sampleAccount();
    world.faults.kill('dynamodb:TransactWriteItems', 'before');
    await runOnce(fullRequest);
    world.faults.revive();
    breakTrust(world);

    const refused = await runOnce(fullRequest);

    expect(refused.status).toBe('refused');
    expect(linkItemOf(world)).toMatchObject({ revision: 1, announcedRevision: 1, intent: null });
    expect(linkItemOf(world)?.ledger).toHaveLength(2);
    expect(announcedTypes(world)).toEqual(['Auth Config Published', 'Auth Import Refused']);
  });

  test('What a dead run had committed stays known when the next one fails', async () => {
    const world = sampleAccount();
    world.faults.kill('dynamodb:TransactWriteItems', 'before');
    await runOnce(fullRequest);
    world.faults.revive();
    const committed = policiesOf(world);
    const denied = Object.assign(new Error('no'), { name: 'AccessDenied' });
    world.faults.fail({ service: 'iam', action: 'PutRolePolicy' }, denied, { times: 1 });

    const failed = await runOnce(withGrants(['read'], ['create']));
    const afterFailure = policiesOf(world);
    const next = await runOnce(withGrants(['read'], ['create']));

    expect(failed.error?.name).toBe('AccessDenied');
    expect(afterFailure).toEqual(committed);
    expect(next.findings.map(({ code }) => code)).not.toContain('POLICY_DRIFT');
    expect(next.status).toBe('published');
  });

  test('A refused run announces the revision that was committed, not the one it had planned', async () => {
    const world = sampleAccount();
    world.faults.kill('dynamodb:TransactWriteItems', 'before');
    await runOnce(fullRequest);
    world.faults.revive();
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
});

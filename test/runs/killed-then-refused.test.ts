import { beforeAll, describe, expect, test } from '@jest/globals';
import { manifestKey } from '../../src/contract/manifest.ts';
import { deaths } from '../support/aws-world/deaths.ts';
import {
  callsOfRun,
  fullRequest,
  importedAccount,
  linkItemOf,
  policiesOf,
  runOnce,
  storedTexts,
  traces,
  withGrants,
} from '../support/aws-world/import-runs.ts';
import {
  breakTrust,
  foreignPolicy,
  foreignPolicyName,
  roleAt,
  sampleAccount,
} from '../support/aws-world/sample-account.ts';
import { faultsAt } from '../support/counts.ts';
import type { AwsWorld } from '../support/aws-world/aws-world.ts';
import { guestRoleArn } from '../support/builders/ids.ts';
import { link } from '../support/builders/link.ts';

const untouched = {
  CognitoAuth: { [foreignPolicyName]: foreignPolicy },
  CognitoGuest: {},
};

const isCommitted = (world: AwsWorld) => manifestKey(link) in storedTexts(world);

describe('A killed run is undone by a next run that is refused, unless its commit had happened', () => {
  let undisturbed: Awaited<ReturnType<typeof callsOfRun>>;

  beforeAll(async () => {
    undisturbed = await callsOfRun(fullRequest, sampleAccount);
  });

  const moments = ['before', 'after', 'in flight'] as const;

  test.each(moments)('killed %s its effect', async (moment) => {
    const ends = new Set<boolean>();
    for (let index = 0; index < undisturbed.count; index += 1) {
      if (!faultsAt(moments, index).includes(moment)) continue;
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
    const manifestOf = (config: Record<string, string>) => config[manifestKey(link)];
    const ends = new Set<boolean>();

    for (const { index, moment } of deaths(done.count)) {
      const world = await importedAccount();
      world.faults.kill(index, moment);
      await runOnce(second);
      world.faults.revive();
      breakTrust(world);

      await runOnce(second);

      const config = storedTexts(world);
      const committed = manifestOf(config) === manifestOf(done.left.config);
      const left = committed ? done.left : first;
      ends.add(committed);
      expect({ index, moment, manifest: manifestOf(config) }).toEqual({
        index,
        moment,
        manifest: manifestOf(left.config),
      });
      expect({ index, policies: policiesOf(world) }).toEqual({ index, policies: left.policies });
      expect({ index, moment, open: linkItemOf(world)?.intent }).toEqual({
        index,
        moment,
        open: null,
      });
    }
    expect(ends).toEqual(new Set([false, true]));
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

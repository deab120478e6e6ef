import { beforeEach, describe, expect, it } from '@jest/globals';
import { accessDenied } from '../support/aws-world/aws-error.ts';
import { someDeaths } from '../support/aws-world/deaths.ts';
import { runOnce, stackServices, storedTexts } from '../support/aws-world/import-runs.ts';
import { actionsOf } from '../support/aws-world/recorded-call.ts';
import { removeOnce } from '../support/aws-world/removal-runs.ts';
import {
  leftOf,
  nothingLeft,
  pushedAccount,
  pushedRequest,
} from '../support/aws-world/removed-account.ts';
import { sampleAccount, type SampleAccount } from '../support/aws-world/sample-account.ts';
import { link } from '../support/builders/link.ts';

const purging = { ...link, purge: true };
const manifestKey = 'config/storefront/prod/manifest.json';
let world: SampleAccount;
const keys = () => Object.keys(storedTexts(world));

beforeEach(async () => {
  world = await pushedAccount();
});

describe('A removal that purges', () => {
  it('deletes the files of all revisions for good, last of all', async () => {
    await runOnce({ ...pushedRequest, outputsVersion: '1.4' });
    world.forgetCalls();

    const { end } = await removeOnce(purging);

    expect(end.status).toBe('SUCCEEDED');
    expect(keys()).toEqual([manifestKey]);
    const actions = actionsOf(world.calls);
    const others = actions.filter((action) =>
      /:(Delete|Put)(RolePolicy|Parameters|Object)$/.test(action),
    );
    expect(others.length).toBeGreaterThan(0);
    const lastPolicy = actions.lastIndexOf('iam:DeleteRolePolicy');
    expect(actions.indexOf('s3:DeleteObjects')).toBeGreaterThan(lastPolicy);
    expect(leftOf(world)).toMatchObject(nothingLeft);
  });

  it('keeps them while anything else is left', async () => {
    world.faults.fail({ action: 'DeleteRolePolicy' }, accessDenied());

    const { end } = await removeOnce(purging);

    expect(end).toMatchObject({ error: 'RemovalIncomplete' });
    expect(keys().some((key) => key.includes('/revisions/'))).toBe(true);
    expect(actionsOf(world.calls)).not.toContain('s3:DeleteObjects');
  });

  it('deletes them of a link that was removed before, and then has nothing to do', async () => {
    await removeOnce();
    const second = await removeOnce(purging);
    const purged = keys();

    const third = await removeOnce(purging);

    expect(second.end.status).toBe('SUCCEEDED');
    expect(purged).toEqual([manifestKey]);
    expect(third.result?.status).toBe('unchanged');
  });

  it('is finished by the next one wherever it died', async () => {
    world.forgetCalls();
    await removeOnce(purging);
    const calls = world.calls.length;
    const last = ['before', 'after'].map((moment) => ({
      index: actionsOf(world.calls).indexOf('s3:DeleteObjects'),
      moment: moment as 'before' | 'after',
    }));
    for (const death of [...last, ...someDeaths(calls, 5)]) {
      world = await pushedAccount();
      world.forgetCalls();
      world.faults.kill(death.index, death.moment);
      await removeOnce(purging).catch(() => null);
      world.faults.revive();

      await removeOnce(purging);

      expect({ death, keys: keys() }).toEqual({ death, keys: [manifestKey] });
      expect({ death, ...leftOf(world) }).toMatchObject({ death, ...nothingLeft });
    }
  });

  it('is refused by a stack without the context "purge", before anything is removed', async () => {
    const before = leftOf(world);

    const { end, result } = await removeOnce(purging, {
      services: stackServices({ allowList: {}, mayPurge: false }),
    });

    expect(end).toMatchObject({ status: 'FAILED', error: 'InvalidRequest' });
    expect(result?.error?.message).toContain('--context purge=true');
    expect(leftOf(world)).toEqual(before);
  });
});

describe('A removal over an import that grants nothing', () => {
  const userPoolOnly = {
    ...link,
    userPoolId: pushedRequest.userPoolId,
    webClientId: pushedRequest.webClientId,
  };

  it.each([
    ['a first one', false],
    ['one after a removal', true],
  ])('that died after its commit takes away what it published: %s', async (_, isSecond) => {
    world = sampleAccount();
    if (isSecond) {
      await runOnce(userPoolOnly);
      await removeOnce();
    }
    world.faults.kill({ action: 'PutObject', input: { Key: manifestKey } }, 'after');
    await runOnce(userPoolOnly);
    world.faults.revive();

    const { end, result } = await removeOnce();

    expect(end.status).toBe('SUCCEEDED');
    expect(result).toMatchObject({ status: 'removed', revision: isSecond ? 2 : 1 });
    expect(JSON.parse(storedTexts(world)[manifestKey] ?? '{}')).toMatchObject({ removed: true });
    expect(leftOf(world).link).toEqual(nothingLeft.link);
  });
});

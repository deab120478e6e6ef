import { beforeEach, describe, expect, it } from '@jest/globals';
import { linkItemOf, runOnce } from '../support/aws-world/import-runs.ts';
import { removeOnce } from '../support/aws-world/removal-runs.ts';
import {
  leftOf,
  nothingLeft,
  pushedAccount,
  pushedRequest,
} from '../support/aws-world/removed-account.ts';
import { roleAt, type SampleAccount } from '../support/aws-world/sample-account.ts';
import { guestRoleArn } from '../support/builders/ids.ts';
import { link, policyName } from '../support/builders/link.ts';

let world: SampleAccount;
const planned = async (asked = {}) =>
  (await removeOnce({ ...link, ...asked, mode: 'plan' })).result?.plan?.hash ?? '';

beforeEach(async () => {
  world = await pushedAccount();
});

describe('A plan of a removal', () => {
  it('takes nothing away, gives the lease back, and is remembered by its hash', async () => {
    const before = leftOf(world);

    const { end, result } = await removeOnce({ ...link, mode: 'plan' });

    expect(end.status).toBe('SUCCEEDED');
    expect(result).toMatchObject({
      status: 'planned',
      roles: [{ status: 'planned' }, { status: 'planned' }],
      targets: [{ id: 'parameters', status: 'planned' }],
    });
    expect(leftOf(world)).toEqual(before);
    expect(linkItemOf(world)?.plans).toContainEqual(
      expect.objectContaining({
        hash: result?.plan?.hash,
        kind: 'removal',
        startedBy: 'request',
      }),
    );
  });

  it('has the same hash as long as the link is the same, whatever stands on the roles', async () => {
    const first = await planned();
    roleAt(world, guestRoleArn).policies = {};

    expect(await planned()).toBe(first);
    expect(await planned({ force: true })).not.toBe(first);
    expect(await planned({ purge: true })).not.toBe(first);
  });

  it('is the very one that goes on by its hash', async () => {
    const expectPlan = await planned();

    const { end } = await removeOnce({ ...link, expectPlan });

    expect(end.status).toBe('SUCCEEDED');
    expect(leftOf(world)).toMatchObject(nothingLeft);
  });

  it.each([
    [
      'another revision was published',
      'the revision, which was 1 and is 2',
      () => runOnce({ ...pushedRequest, outputsVersion: '1.4' }),
    ],
    [
      'a role was imported no more',
      'the policy on CognitoGuest',
      async () => {
        const { guest: _guest, ...users } = pushedRequest.grants.storage[0];
        await runOnce({ ...pushedRequest, grants: { storage: [users] } });
      },
    ],
    [
      'a policy was edited',
      'POLICY_DRIFT',
      async () => {
        roleAt(world, guestRoleArn).policies[policyName] = '{"Statement":[]}';
      },
    ],
  ])('is refused by its hash once %s, and it says what differs', async (_, different, happens) => {
    const expectPlan = await planned();
    await happens();
    const before = leftOf(world);

    const { end, result } = await removeOnce({ ...link, expectPlan });

    expect(end).toMatchObject({ status: 'FAILED', error: 'PlanChanged' });
    expect(result).toMatchObject({ status: 'refused', error: { name: 'PlanChanged' } });
    expect(result?.error?.message).toContain(different);
    expect(leftOf(world)).toEqual(before);
  });

  it('of a hash that nobody remembers is refused', async () => {
    const { result } = await removeOnce({ ...link, expectPlan: `sha256:${'0'.repeat(64)}` });

    expect(result?.error?.message).toContain('No plan of that hash is remembered');
    expect(linkItemOf(world)).toMatchObject({ removed: null, lease: { owner: null } });
  });

  it('of an import is none of a removal', async () => {
    const { plan } = await runOnce({ ...pushedRequest, mode: 'plan' });

    const { end } = await removeOnce({ ...link, expectPlan: plan?.hash });

    expect(end).toMatchObject({ status: 'FAILED', error: 'PlanChanged' });
  });
});

describe('A removal that has begun', () => {
  it('is finished whatever hash is expected', async () => {
    const expectPlan = await planned();
    world.faults.kill({ action: 'DeleteRolePolicy' }, 'after');
    await removeOnce({ ...link, expectPlan });
    world.faults.revive();

    const { end } = await removeOnce({ ...link, expectPlan: `sha256:${'0'.repeat(64)}` });

    expect(end.status).toBe('SUCCEEDED');
    expect(leftOf(world)).toMatchObject(nothingLeft);
  });
});

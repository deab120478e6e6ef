import { beforeEach, describe, expect, it } from '@jest/globals';
import { iamRoles } from '../../../../src/aws/account/roles.ts';
import { LeaseLost } from '../../../../src/contract/errors/run-errors.ts';
import type { PlannedKey, PlannedTarget } from '../../../../src/contract/push/target.ts';
import { sha256 } from '../../../../src/domain/canonical.ts';
import { writeRole } from '../../../../src/procedures/targets/role/write.ts';
import { accessDenied } from '../../../support/aws-world/aws-error.ts';
import { awsWorld, type AwsWorld } from '../../../support/aws-world/aws-world.ts';
import { actionsOf } from '../../../support/aws-world/recorded-call.ts';
import { roleAt, seedRole } from '../../../support/aws-world/sample-account.ts';
import { aPlannedTarget } from '../../../support/builders/targets.ts';

const roleArn = 'arn:aws:iam::111122223333:role/service-role/orders-role';
const policyName = 'AmplifyImport-storefront.prod.fn';
const [ours, earlier, theirs] = ['{"ours":1}', '{"earlier":1}', '{"theirs":1}'];
let world: AwsWorld;

beforeEach(() => {
  world = awsWorld();
  seedRole(world, roleArn, { policies: { logs: theirs } });
});

const policies = () => roleAt(world, roleArn).policies;
const writes = () => actionsOf(world.calls).filter((action) => /Put|Delete/.test(action));

function aTarget(key: Partial<PlannedKey> = {}): PlannedTarget {
  const keys = { [policyName]: { before: null, seen: null, after: ours, earlier: [], ...key } };
  return aPlannedTarget({ target: 'role:orders-role', kind: 'role', roleArn, keys });
}

function write(target = aTarget(), checkFence: () => Promise<void> = async () => undefined) {
  return writeRole(target, { checkFence }, { roles: iamRoles() });
}

describe('Writing on an execution role', () => {
  it('puts our policy beside those of others', async () => {
    await expect(write()).resolves.toEqual({
      status: 'pushed',
      wrote: true,
      after: { [policyName]: ours },
      error: null,
    });
    expect(policies()).toEqual({ logs: theirs, [policyName]: ours });
  });

  it('writes nothing where it stands already, be it that the answer of a first try was lost', async () => {
    world.faults.loseAnswer('iam:PutRolePolicy');

    await expect(write()).rejects.toMatchObject({ name: 'AwsUnavailable' });
    await expect(write()).resolves.toMatchObject({ status: 'pushed', wrote: false });
    expect(writes()).toEqual(['iam:PutRolePolicy']);
  });

  it('replaces what the plan saw, or what an earlier push of ours may have left', async () => {
    for (const key of [{ seen: { value: theirs } }, { earlier: [sha256(theirs)] }]) {
      policies()[policyName] = theirs;

      await expect(write(aTarget(key))).resolves.toMatchObject({ status: 'pushed' });
      expect(policies()[policyName]).toBe(ours);
    }
  });

  it('leaves what somebody has put there since', async () => {
    policies()[policyName] = theirs;

    await expect(write()).resolves.toMatchObject({ status: 'left', error: 'TARGET_CHANGED' });
    expect(writes()).toEqual([]);
  });

  it('takes our policy away, or puts back what stood there before', async () => {
    const given = { after: null, seen: { value: ours }, earlier: [sha256(ours)] };
    policies()[policyName] = ours;
    await write(aTarget(given));
    expect(policies()).toEqual({ logs: theirs });

    policies()[policyName] = ours;
    await write(aTarget({ ...given, before: { value: earlier } }));
    expect(policies()).toEqual({ logs: theirs, [policyName]: earlier });
  });

  it('looks at the fence right before the write', async () => {
    const lost = async () => {
      throw new LeaseLost('storefront/prod');
    };

    await expect(write(aTarget(), lost)).rejects.toThrow(LeaseLost);
    expect(writes()).toEqual([]);
  });

  it.each(['iam:GetRolePolicy', 'iam:PutRolePolicy'])('says that %s is missing', async (action) => {
    world.faults.fail(action, accessDenied());

    await expect(write()).rejects.toMatchObject({ name: 'AccessDenied', action });
  });
});

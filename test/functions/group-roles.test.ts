import { beforeEach, describe, expect, test } from '@jest/globals';
import { handler as apply } from '../../functions/apply-role-policies.ts';
import { handler as planIt } from '../../functions/plan-role-policies.ts';
import { handler as takeLease } from '../../functions/take-lease.ts';
import { handler as undo } from '../../functions/undo-role-policies.ts';
import type { StateInput } from '../../src/contract/states.ts';
import { accessDenied } from '../support/aws-world/aws-error.ts';
import { linkItemOf, policiesOf, stackServices } from '../support/aws-world/import-runs.ts';
import type { RecordedCall } from '../support/aws-world/recorded-call.ts';
import {
  sampleAccount,
  seedRole,
  type SampleAccount,
} from '../support/aws-world/sample-account.ts';
import { groupRoleArn } from '../support/builders/groups.ts';
import { aLedgerEntry, aLinkItem, link, policyName } from '../support/builders/link.ts';
import { userPoolSlice } from '../support/builders/plan.ts';
import { aRequest, aStorageGrant, storageGrants } from '../support/builders/request.ts';
import { runData } from '../support/builders/run.ts';
import { identitySettings } from '../support/builders/settings.ts';

/** A policy that an earlier import wrote, in bytes that this one would not write. */
const earlier =
  '{ "Version": "2012-10-17", "Statement": [{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::storefront-uploads/old/*" }] }';
const groups = ['admins', 'staff'];
const roleNames = ['CognitoAuth', 'CognitoGuest', 'admins-group', 'staff-group'];

const puts = ({ action }: RecordedCall) => action === 'PutRolePolicy';
const failure = { Error: 'AccessDenied', Cause: 'AWS denied iam:PutRolePolicy.' };

let world: SampleAccount;
let data: StateInput<'Close run'>;
let before: ReturnType<typeof policiesOf>;
const context = () => ({ services: stackServices() });

/** A run that holds the lease and has a plan for signed-in users, guests and two groups. */
beforeEach(async () => {
  world = sampleAccount();
  for (const group of groups) {
    const policies = { 'of-others': '{ "a" : 1 }', [policyName]: earlier };
    seedRole(world, groupRoleArn(group), { policies });
  }
  const { linkStore } = stackServices();
  const ledger = groups.map((group) => aLedgerEntry(earlier, { roleArn: groupRoleArn(group) }));
  await linkStore.write(aLinkItem({ ledger }), await linkStore.read(link));
  const settings = identitySettings();
  const held = groups.map(
    (group) => ({ kind: 'group', group, arn: groupRoleArn(group), reach: 'everyone' }) as const,
  );
  const grant = aStorageGrant({
    authenticated: ['read'],
    guest: ['read'],
    groups: { admins: ['read', 'delete'], staff: ['create'] },
  });
  data = runData({
    request: aRequest({ grants: storageGrants(grant) }),
    userPool: userPoolSlice(),
    identityPool: { settings: { ...settings, roles: [...settings.roles, ...held] }, findings: [] },
  });
  const lease = await takeLease(data, context());
  const plan = await planIt(data, context());
  data = { ...data, lease, plan };
  before = policiesOf(world);
  world.forgetCalls();
});

describe('Roles of groups', () => {
  test('Each role gets one PutRolePolicy, the roles of groups too', async () => {
    const slice = await apply(data, context());

    const written = world.calls.filter(puts).map(({ input }) => input['RoleName']);
    expect(slice).toEqual({ written: 4, deleted: 0 });
    expect(written.map(String).toSorted()).toEqual(roleNames);
  });

  test.each(roleNames)(
    'A write that is denied on %s has all put back, byte for byte',
    async (role) => {
      world.faults.fail((call) => puts(call) && call.input['RoleName'] === role, accessDenied());

      await expect(apply(data, context())).rejects.toMatchObject({ name: 'AccessDenied' });
      await undo({ ...data, failure }, context());

      expect(policiesOf(world)).toEqual(before);
      expect(linkItemOf(world)?.intent).toBeNull();
    },
  );

  test('What cannot be put back is told by its exact command', async () => {
    const seen = new Set<unknown>();
    // Each role takes one write and no other; the one of staff takes none.
    world.faults.fail((call) => {
      if (!puts(call)) return false;
      const name = call.input['RoleName'];
      const refused = name === 'staff-group' || seen.has(name);
      seen.add(name);
      return refused;
    }, accessDenied());

    await expect(apply(data, context())).rejects.toMatchObject({ name: 'AccessDenied' });
    const undoing = undo({ ...data, failure }, context());

    await expect(undoing).rejects.toMatchObject({
      name: 'UndoIncomplete',
      message: expect.stringContaining(
        `aws iam put-role-policy --role-name admins-group --policy-name ${policyName} --policy-document '${earlier}'`,
      ),
    });
    await expect(undoing).rejects.not.toMatchObject({
      message: expect.stringContaining('--role-name staff-group'),
    });
  });

  test('With half of all IAM calls throttled, what cannot go through is still put back', async () => {
    world.faults.fail(
      (call) => puts(call) && call.input['RoleName'] === 'staff-group',
      accessDenied(),
    );
    world.faults.throttle(['iam'], 0.5, 7);

    await expect(apply(data, context())).rejects.toMatchObject({ name: 'AccessDenied' });
    await undo({ ...data, failure }, context());

    expect(policiesOf(world)).toEqual(before);
  });
});

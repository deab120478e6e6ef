import { describe, expect, test } from '@jest/globals';
import { accessDenied, awsError, throttled } from '../support/aws-world/aws-error.ts';
import {
  announcedTypes,
  fullRequest,
  importedAccount,
  linkItemOf,
  policiesOf,
  runOnce,
  stackServices,
  storedTexts,
  traces,
  withGrants,
} from '../support/aws-world/import-runs.ts';
import type { RecordedCall } from '../support/aws-world/recorded-call.ts';
import { sampleAccount } from '../support/aws-world/sample-account.ts';
import { bucketName } from '../support/builders/ids.ts';
import { policyName } from '../support/builders/link.ts';

const writesOn = (role: string) => (call: RecordedCall) =>
  ['PutRolePolicy', 'DeleteRolePolicy'].includes(call.action) && call.input['RoleName'] === role;

const otherGrants = withGrants(['read'], ['create']);

/** Policies of several thousand characters. */
const manyPaths = {
  ...fullRequest,
  grants: {
    storage: [
      {
        bucket: bucketName,
        paths: Object.fromEntries(
          Array.from({ length: 30 }, (_, index) => [
            `area-${index}-of-the-storefront/with-a-long-name/*`,
            { authenticated: ['read', 'write'], guest: ['get'] },
          ]),
        ),
      },
    ],
  },
};

describe('All or nothing: apply fails on one role', () => {
  test.each(['CognitoAuth', 'CognitoGuest'])(
    'A first import whose write on %s is denied leaves every role as it was',
    async (role) => {
      const world = sampleAccount();
      const before = policiesOf(world);
      world.faults.fail({ action: 'PutRolePolicy', input: { RoleName: role } }, accessDenied());

      const result = await runOnce(fullRequest);

      expect(result).toMatchObject({ status: 'failed', error: { name: 'AccessDenied' } });
      expect(policiesOf(world)).toEqual(before);
      expect(storedTexts(world)).toEqual({});
      expect(announcedTypes(world)).toEqual(['Auth Import Failed']);
      expect(linkItemOf(world)).toMatchObject({ intent: null, revision: null, ledger: [] });
    },
  );

  test.each(['CognitoAuth', 'CognitoGuest'])(
    'A second import that may not touch %s at all restores the other one byte for byte',
    async (role) => {
      const world = await importedAccount();
      const before = traces(world);
      world.faults.fail(writesOn(role), accessDenied());

      const result = await runOnce(otherGrants);

      expect(result.error?.name).toBe('AccessDenied');
      expect(result.error?.message).toContain('iam:PutRolePolicy');
      expect(traces(world)).toEqual(before);
    },
  );

  test('A write that was refused is not tried again to undo it', async () => {
    const world = await importedAccount();
    world.faults.fail(writesOn('CognitoGuest'), accessDenied());

    await runOnce(otherGrants);

    expect(world.calls.filter(writesOn('CognitoGuest'))).toHaveLength(1);
  });

  test('A write whose end nobody knows is undone', async () => {
    const world = await importedAccount();
    const before = traces(world);
    const guest = { RoleName: 'CognitoGuest' };
    world.faults.loseAnswer({ action: 'PutRolePolicy', input: guest });
    world.faults.fail(
      ({ action, input }) =>
        action === 'GetRolePolicy' &&
        input['RoleName'] === 'CognitoGuest' &&
        world.calls.some(writesOn('CognitoGuest')),
      awsError('ServiceFailure', 500),
    );

    const result = await runOnce(otherGrants);

    expect(result.error?.name).toBe('AwsUnavailable');
    expect(traces(world)).toEqual(before);
  });

  test('What is restored is what stood when the run began to write, not what its plan had read', async () => {
    const world = await importedAccount();
    world.iam.freezeReads();
    await runOnce(otherGrants);
    const before = policiesOf(world);
    world.faults.meanwhile(
      ({ action, input }) => action === 'PutObject' && String(input['Key']).endsWith('plan.json'),
      () => world.iam.thawReads(),
    );
    const lateRole = { action: 'PutRolePolicy', input: { RoleName: 'CognitoGuest' } };
    world.faults.fail(lateRole, accessDenied());

    const result = await runOnce(withGrants(['delete'], ['delete']));

    expect(result.error?.name).toBe('AccessDenied');
    expect(policiesOf(world)).toEqual(before);
  });

  test('A failure in Publish config before the commit restores the roles', async () => {
    const world = sampleAccount();
    const before = policiesOf(world);
    world.faults.fail(
      ({ action, input }) => action === 'PutObject' && String(input['Key']).includes('manifest'),
      accessDenied(),
    );

    const result = await runOnce(fullRequest);

    expect(result.error?.name).toBe('AccessDenied');
    expect(policiesOf(world)).toEqual(before);
    expect(Object.keys(storedTexts(world)).filter((key) => !key.includes('/revisions/'))).toEqual(
      [],
    );
  });

  test('A failure after the commit undoes nothing, is told, and is mended by the next run', async () => {
    const world = sampleAccount();
    const current = ({ action, input }: RecordedCall) =>
      action === 'PutObject' && String(input['Key']) === 'config/storefront/prod/aws-exports.js';
    world.faults.fail(current, accessDenied());

    const failed = await runOnce(fullRequest);
    const policies = policiesOf(world);
    world.faults.revive();
    const next = await runOnce(fullRequest);

    expect(failed.error?.name).toBe('AccessDenied');
    expect(failed.published?.revision).toBe(1);
    expect(policies['CognitoAuth']).toHaveProperty([policyName]);
    expect(next.status).toBe('published');
    expect(storedTexts(world)).toHaveProperty(['config/storefront/prod/aws-exports.js']);
    expect(linkItemOf(world)).toMatchObject({ revision: 1, intent: null });
  });
});

describe('A role whose owner has just set the tag', () => {
  const deployed = (waits: number[]) =>
    stackServices({
      allowList: { storefront: ['arn:*'] },
      wait: async (milliseconds) => waits.push(milliseconds),
    });
  const denying = (times: number) => {
    const world = sampleAccount();
    const writes = writesOn('CognitoGuest');
    world.faults.fail(
      (call) => writes(call) && world.calls.filter(writes).length <= times,
      accessDenied(),
    );
    return world;
  };

  test('Is written on when IAM decides by the tag, some seconds later', async () => {
    const waits: number[] = [];
    const world = denying(1);

    const result = await runOnce(fullRequest, { services: deployed(waits) });

    expect(result.status).toBe('published');
    expect(policiesOf(world)['CognitoGuest']).toHaveProperty([policyName]);
    expect(waits).toEqual([10_000]);
  });

  test('Is waited for once: a denial that stays ends the run', async () => {
    const waits: number[] = [];
    denying(9);

    const result = await runOnce(fullRequest, { services: deployed(waits) });

    expect(result.error?.name).toBe('AccessDenied');
    expect(waits).toEqual([10_000]);
  });

  test('Is not waited for in process, where no tag decides', async () => {
    const waits: number[] = [];
    denying(1);
    const services = { ...deployed(waits), allowList: null };

    expect((await runOnce(fullRequest, { services })).error?.name).toBe('AccessDenied');
    expect(waits).toEqual([]);
  });
});

describe('UndoIncomplete: restoring fails too', () => {
  test('The run ends in it with the original error and the commands to run by hand', async () => {
    const world = await importedAccount();
    const before = policiesOf(world);
    const guestWrites = writesOn('CognitoGuest');
    const authWrites = writesOn('CognitoAuth');
    world.faults.fail(guestWrites, accessDenied());
    // The auth role takes the new policy, then its owner takes the right away.
    world.faults.fail(
      (call) => authWrites(call) && world.calls.filter(authWrites).length > 1,
      accessDenied(),
    );

    const result = await runOnce(otherGrants);

    const document = before['CognitoAuth']?.[policyName];
    expect(result).toMatchObject({ status: 'failed', error: { name: 'UndoIncomplete' } });
    expect(result.error?.message).toContain('AccessDenied: AWS denied iam:PutRolePolicy');
    expect(result.error?.message).toContain(
      `aws iam put-role-policy --role-name CognitoAuth --policy-name ${policyName} --policy-document '${document}'`,
    );
    expect(result.error?.message).not.toContain('--role-name CognitoGuest');
  });

  test('Commands that an error has no room for stand in the report, whole', async () => {
    const world = await importedAccount();
    await runOnce(manyPaths);
    const before = policiesOf(world)['CognitoAuth']?.[policyName];
    world.faults.fail(writesOn('CognitoGuest'), accessDenied());
    const authWrites = writesOn('CognitoAuth');
    const until = world.calls.filter(authWrites).length + 1;
    world.faults.fail(
      (call) => authWrites(call) && world.calls.filter(authWrites).length > until,
      accessDenied(),
    );

    const { error } = await runOnce(otherGrants);
    const reports = Object.values(storedTexts(world, 'reports/'));
    const told = reports.filter((text) => text.includes('"restore"'));

    expect(before?.length).toBeGreaterThan(5_000);
    expect(error?.name).toBe('UndoIncomplete');
    expect(error?.message).not.toContain('aws iam put-role-policy --role-name CognitoAuth');
    expect(error?.message).toContain('(1 command did not fit here: see "restore" in the report)');
    expect(told).toHaveLength(1);
    expect(JSON.parse(told[0] ?? '')).toMatchObject({
      restore: expect.arrayContaining([
        `aws iam put-role-policy --role-name CognitoAuth --policy-name ${policyName} --policy-document '${before}'`,
      ]),
    });
  });

  test('A throttle while restoring is waited out, and the original error stands', async () => {
    const world = await importedAccount();
    const before = traces(world);
    world.faults.fail(writesOn('CognitoGuest'), accessDenied());
    const authWrites = writesOn('CognitoAuth');
    const tries = () => world.calls.filter(authWrites).length;
    world.faults.fail((call) => authWrites(call) && tries() > 1 && tries() < 4, throttled());

    const result = await runOnce(otherGrants);

    expect(result.error?.name).toBe('AccessDenied');
    expect(traces(world)).toEqual(before);
  });

  test('A restoring that AWS never lets through ends in UndoIncomplete with the commands', async () => {
    const world = await importedAccount();
    world.faults.fail(writesOn('CognitoGuest'), accessDenied());
    const authWrites = writesOn('CognitoAuth');
    world.faults.fail(
      (call) => authWrites(call) && world.calls.filter(authWrites).length > 1,
      throttled(),
    );

    const result = await runOnce(otherGrants);

    expect(result.error?.name).toBe('UndoIncomplete');
    expect(result.error?.message).toContain('AccessDenied: AWS denied iam:PutRolePolicy');
    expect(result.error?.message).toContain('aws iam put-role-policy --role-name CognitoAuth');
  });

  test('A role that a dead run may have written is not given up, even when its write is refused', async () => {
    const world = await importedAccount();
    const before = policiesOf(world);
    world.faults.kill('iam:PutRolePolicy', 'in flight');
    await runOnce(withGrants(['delete'], ['read', 'create']));
    world.faults.revive();
    world.faults.fail(writesOn('CognitoGuest'), accessDenied());

    const result = await runOnce(otherGrants);
    world.faults.revive();
    world.userPools.pools.clear();
    await runOnce(otherGrants);

    expect(result.error?.name).toBe('UndoIncomplete');
    expect(result.error?.message).toContain('--role-name CognitoGuest');
    expect(policiesOf(world)).toEqual(before);
  });

  test('A next run that is allowed to restores the rest', async () => {
    const world = await importedAccount();
    const before = traces(world);
    world.faults.fail(writesOn('CognitoGuest'), accessDenied());
    const authWrites = writesOn('CognitoAuth');
    world.faults.fail(
      (call) => authWrites(call) && world.calls.filter(authWrites).length > 1,
      accessDenied(),
    );
    await runOnce(otherGrants);
    world.faults.revive();
    world.userPools.pools.clear();

    const refused = await runOnce(otherGrants);

    expect(refused.status).toBe('refused');
    expect(traces(world)).toEqual(before);
  });
});

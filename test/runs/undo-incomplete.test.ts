import { describe, expect, test } from '@jest/globals';
import { accessDenied, throttled } from '../support/aws-world/aws-error.ts';
import {
  fullRequest,
  importedAccount,
  policiesOf,
  runOnce,
  storedTexts,
  traces,
  withGrants,
} from '../support/aws-world/import-runs.ts';
import { writesOn } from '../support/aws-world/recorded-call.ts';
import { bucketName } from '../support/builders/ids.ts';
import { policyName } from '../support/builders/link.ts';

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

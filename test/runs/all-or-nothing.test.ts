import { describe, expect, test } from '@jest/globals';
import { accessDenied, awsError } from '../support/aws-world/aws-error.ts';
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
import { writesOn, type RecordedCall } from '../support/aws-world/recorded-call.ts';
import { sampleAccount } from '../support/aws-world/sample-account.ts';
import { policyName } from '../support/builders/link.ts';

const otherGrants = withGrants(['read'], ['create']);

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

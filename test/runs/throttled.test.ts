import { describe, expect, test } from '@jest/globals';
import { accessDenied, throttled } from '../support/aws-world/aws-error.ts';
import {
  callsOfRun,
  fullRequest,
  importedAccount,
  runOnce,
  traces,
  withGrants,
} from '../support/aws-world/import-runs.ts';
import type { ServiceName } from '../support/aws-world/recorded-call.ts';
import { sampleAccount } from '../support/aws-world/sample-account.ts';
import { seeds } from '../support/counts.ts';

/** The last of the random seeds by which calls are throttled. */
const last = seeds(40);
const account: readonly ServiceName[] = ['cognito-idp', 'cognito-identity', 'iam'];

describe('Throttled', () => {
  test('With half of all Cognito and IAM calls throttled the import still ends well', async () => {
    const undisturbed = await callsOfRun(fullRequest, sampleAccount);
    let thrown = 0;

    for (let seed = 1; seed <= last; seed += 1) {
      const world = sampleAccount();
      world.faults.throttle(account, 0.5, seed);

      const result = await runOnce(fullRequest);

      thrown += world.calls.filter(({ failed, service }) => failed && service !== 's3').length;
      expect({ seed, error: result.error }).toEqual({ seed, error: undefined });
      expect({ seed, ...traces(world) }).toEqual({ seed, ...undisturbed.left });
    }
    // Four reads of a policy that is not there yet fail in every run; more were throttled to the end.
    expect(thrown).toBeGreaterThan(last * 4);
  });

  test('With half of all IAM calls throttled an import that fails still puts every role back', async () => {
    for (let seed = 1; seed <= last; seed += 1) {
      const world = await importedAccount();
      const before = traces(world);
      const denied = { action: 'PutRolePolicy', input: { RoleName: 'CognitoGuest' } };
      world.faults.fail(denied, accessDenied());
      world.faults.throttle(['iam'], 0.5, seed);

      const result = await runOnce(withGrants(['read'], ['create']));

      expect({ seed, error: result.error?.name }).toEqual({ seed, error: 'AccessDenied' });
      expect({ seed, ...traces(world) }).toEqual({ seed, ...before });
    }
  });

  test('With seven of eight throttled it ends well or is undone, never in between', async () => {
    const undisturbed = await callsOfRun(fullRequest, sampleAccount);
    const before = traces(sampleAccount()).policies;
    const statuses = new Set<string>();

    for (let seed = 1; seed <= last; seed += 1) {
      const world = sampleAccount();
      world.faults.throttle(account, 7 / 8, seed);
      const { status, error } = await runOnce(fullRequest);
      world.faults.revive();

      statuses.add(status);
      if (error?.name === 'UndoIncomplete') continue;
      const wanted = status === 'published' ? undisturbed.left.policies : before;
      expect({ seed, policies: traces(world).policies }).toEqual({ seed, policies: wanted });
    }
    expect(statuses).toEqual(new Set(['published', 'failed']));
  });

  test.each([
    'cognito-idp:DescribeUserPool',
    'cognito-identity:GetIdentityPoolRoles',
    'iam:PutRolePolicy',
    's3:PutObject',
    'dynamodb:TransactWriteItems',
    'events:PutEvents',
  ])('A state that meets a throttle that the SDK cannot ride out tries again: %s', async (call) => {
    const world = sampleAccount();
    world.faults.fail(call, throttled(), { times: 3 });

    const result = await runOnce(fullRequest);

    expect(result.status).toBe('published');
  });
});

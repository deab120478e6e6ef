import { beforeAll, describe, expect, test } from '@jest/globals';
import { accessDenied } from '../support/aws-world/aws-error.ts';
import type { AwsWorld } from '../support/aws-world/aws-world.ts';
import { deaths } from '../support/aws-world/deaths.ts';
import {
  callsOfRun,
  importedAccount,
  runOnce,
  withGrants,
} from '../support/aws-world/import-runs.ts';
import type { RecordedCall } from '../support/aws-world/recorded-call.ts';
import { claimsAfter } from '../support/aws-world/report-claims.ts';
import { breakTrust } from '../support/aws-world/sample-account.ts';
import { userPoolId } from '../support/builders/ids.ts';

const otherGrants = withGrants(['read'], []);
const nextGrants = withGrants(['delete'], ['read', 'create']);
/** So that there is something to publish. */
function changeFiles(world: AwsWorld): void {
  const seeded = world.userPools.pools.get(userPoolId);
  if (seeded)
    seeded.pool = {
      ...seeded.pool,
      MfaConfiguration: 'OPTIONAL',
      UsernameAttributes: ['phone_number'],
    };
}
const isPublishing = ({ action, input }: RecordedCall) =>
  action === 'PutObject' && String(input['Key']).startsWith('config/');

/** Both policies are written, and then no more. */
const isThirdWrite = (world: AwsWorld) => {
  const isWrite = ({ action }: RecordedCall) => action === 'PutRolePolicy';
  const written = world.calls.filter(isWrite).length;
  return (call: RecordedCall) => isWrite(call) && world.calls.filter(isWrite).length > written + 2;
};

describe('Who can do what now, after a run was killed', () => {
  let calls: number;

  beforeAll(async () => {
    calls = (await callsOfRun(otherGrants, importedAccount)).count;
  });

  /** Whether it tells anything of any role at all: where undoing failed, nothing is certain. */
  test.each([
    ['is refused', true, breakTrust],
    [
      'cannot publish',
      true,
      (world: AwsWorld) => world.faults.fail(isPublishing, accessDenied(), { times: 99 }),
    ],
    [
      'cannot write a policy',
      true,
      (world: AwsWorld) => world.faults.fail('iam:PutRolePolicy', accessDenied(), { times: 99 }),
    ],
    [
      'cannot undo',
      false,
      (world: AwsWorld) => {
        world.faults.fail(isPublishing, accessDenied(), { times: 99 });
        world.faults.fail(isThirdWrite(world), accessDenied(), { times: 99 });
      },
    ],
  ] as const)('A run that %s never claims what is not so', async (_, tells, spoil) => {
    const told = new Set<boolean>();
    for (const { index, moment } of deaths(calls)) {
      const world = await importedAccount();
      world.faults.kill(index, moment);
      await runOnce(otherGrants);
      world.faults.revive();
      changeFiles(world);
      spoil(world);

      const claims = await claimsAfter(world, nextGrants);

      const untrue = claims.filter(
        ({ claimed, stands }) =>
          claimed !== null && JSON.stringify(claimed) !== JSON.stringify(stands),
      );
      for (const { claimed } of claims) told.add(claimed !== null);
      expect({ index, moment, untrue }).toEqual({ index, moment, untrue: [] });
    }
    expect(told.has(true)).toBe(tells);
  });
});

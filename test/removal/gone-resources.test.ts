import { describe, expect, it } from '@jest/globals';
import { policiesOf, stackServices } from '../support/aws-world/import-runs.ts';
import { removeOnce } from '../support/aws-world/removal-runs.ts';
import {
  leftOf,
  nothingLeft,
  pushedAccount,
  unknownPolicies,
} from '../support/aws-world/removed-account.ts';
import { roleAt, sampleAccount } from '../support/aws-world/sample-account.ts';
import { authRoleArn, guestRoleArn, identityPoolId, userPoolId } from '../support/builders/ids.ts';
import { policyName } from '../support/builders/link.ts';

/** What of an account others have deleted before the link is removed. */
async function accountWithout(...gone: readonly ('pools' | 'role' | 'policy')[]) {
  const world = await pushedAccount();
  for (const role of world.iam.roles.values()) role.tags = { 'amplify-import': 'any' };
  if (gone.includes('pools')) {
    world.userPools.pools.delete(userPoolId);
    world.identityPools.pools.delete(identityPoolId);
  }
  if (gone.includes('role')) world.iam.roles.delete('CognitoGuest');
  if (gone.includes('policy')) delete roleAt(world, guestRoleArn).policies[policyName];
  return world;
}

const waiting = { wait: async () => undefined };
const ways = [
  ['in process', { services: stackServices(waiting) }],
  ['deployed', { services: stackServices({ ...waiting, allowList: {} }) }],
] as const;

describe.each(ways)('A removal %s', (_, environment) => {
  it('R2: of a link whose pools and one role are gone succeeds, and says which policy is gone', async () => {
    const world = await accountWithout('pools', 'role');

    const { end, result } = await removeOnce(undefined, environment);

    expect(end.status).toBe('SUCCEEDED');
    expect(result).toMatchObject({
      status: 'removed',
      findings: [{ code: 'LEDGER_POLICY_GONE', severity: 'info', subject: guestRoleArn }],
      roles: [
        { role: guestRoleArn, status: 'gone' },
        { role: authRoleArn, status: 'removed' },
      ],
    });
    const { CognitoGuest: _gone, ...others } = policiesOf(sampleAccount());
    expect(leftOf(world)).toMatchObject({ ...nothingLeft, policies: others });
  });

  it('R2: deletes a policy that is not seen once more, since reads lag behind writes', async () => {
    const world = await accountWithout();
    const written = roleAt(world, guestRoleArn).policies[policyName] ?? '';
    delete roleAt(world, guestRoleArn).policies[policyName];
    world.iam.freezeReads();
    roleAt(world, guestRoleArn).policies[policyName] = written;

    const { end, result } = await removeOnce(undefined, environment);

    expect(end.status).toBe('SUCCEEDED');
    expect(result?.findings.map(({ code }) => code)).toEqual(['LEDGER_POLICY_GONE']);
    expect(unknownPolicies(world)).toEqual([]);
  });

  it('says that it leaves nothing where a role goes after the plan was made', async () => {
    const world = await accountWithout();
    world.faults.meanwhile({ action: 'DeleteRolePolicy' }, () => {
      world.iam.roles.delete('CognitoGuest');
    });

    const { end } = await removeOnce(undefined, environment);

    expect(end.status).toBe('SUCCEEDED');
    expect(leftOf(world).link).toEqual(nothingLeft.link);
  });
});

describe('A policy that its owner has deleted', () => {
  it('needs no word of theirs any more: nothing of ours is on the role', async () => {
    const world = await accountWithout('policy');
    roleAt(world, guestRoleArn).tags = {};

    const { end, result } = await removeOnce(undefined, ways[1][1]);

    expect(end.status).toBe('SUCCEEDED');
    expect(result).toMatchObject({
      findings: [{ code: 'LEDGER_POLICY_GONE', subject: guestRoleArn }],
      roles: [
        { role: guestRoleArn, status: 'gone' },
        { role: authRoleArn, status: 'removed' },
      ],
    });
  });
});

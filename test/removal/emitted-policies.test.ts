import { beforeEach, describe, expect, it } from '@jest/globals';
import type { AwsWorld } from '../support/aws-world/aws-world.ts';
import { accessDenied } from '../support/aws-world/aws-error.ts';
import {
  fullRequest,
  linkItemOf,
  policiesOf,
  runOnce,
  storedTexts,
} from '../support/aws-world/import-runs.ts';
import { pushOnce } from '../support/aws-world/push-runs.ts';
import { actionsOf } from '../support/aws-world/recorded-call.ts';
import { removeOnce } from '../support/aws-world/removal-runs.ts';
import {
  roleAt,
  sampleAccount,
  seedRole,
  type SampleAccount,
} from '../support/aws-world/sample-account.ts';
import { trustPolicy, trustStatement } from '../support/builders/identity-pool.ts';
import { authRoleArn, guestRoleArn, identityPoolId } from '../support/builders/ids.ts';
import { policyName } from '../support/builders/link.ts';

const emitting = { ...fullRequest, rolePolicies: 'emit' } as const;
const writesOnRoles = ({ calls }: AwsWorld) =>
  actionsOf(calls).filter((action) => /^iam:(Put|Delete)/.test(action));

let world: SampleAccount;
const reports = () => storedTexts(world, 'reports/');

/** The owner of a role puts the emitted file there. */
function ownerPuts(role: string): void {
  const [, text = ''] =
    Object.entries(reports()).find(([key]) =>
      key.endsWith(`/${role.split('/').at(-1)}.${policyName}.json`),
    ) ?? [];
  roleAt(world, role).policies[policyName] = text;
}

beforeEach(async () => {
  world = sampleAccount();
  await runOnce(emitting);
  world.forgetCalls();
});

describe('A removal of a link whose policies were emitted', () => {
  it('writes nothing on a role, and tells the owners of all for which one was emitted', async () => {
    ownerPuts(guestRoleArn);
    const before = policiesOf(world);

    const { end, result } = await removeOnce();

    expect(end.status).toBe('SUCCEEDED');
    expect(writesOnRoles(world)).toEqual([]);
    expect(policiesOf(world)).toEqual(before);
    expect(result?.roles).toMatchObject([
      { role: guestRoleArn, status: 'handed over' },
      { role: authRoleArn, status: 'handed over' },
    ]);
    expect(result?.findings).toMatchObject([
      { code: 'POLICY_LEFT_STANDING', subject: guestRoleArn },
    ]);
    expect(result?.left?.slice(0, 2)).toEqual([
      {
        what: `the policy ${policyName} on the role CognitoGuest`,
        owner: 'the owner of the role',
        command: `aws iam delete-role-policy --role-name CognitoGuest --policy-name ${policyName}`,
      },
      {
        what: `what was put on the role CognitoAuth of the policy ${policyName} under another name, or as a managed policy`,
        owner: 'the owner of the role',
      },
    ]);
    expect(linkItemOf(world)).toMatchObject({ ledger: [], removed: { announced: true } });
  });

  it('stores a file for each owner that says what to take away', async () => {
    ownerPuts(guestRoleArn);

    const { result } = await removeOnce();

    const files = (result?.emitted ?? []).map(
      ({ key }) => JSON.parse(reports()[key] ?? '{}') as object,
    );
    expect(result?.emitted?.map(({ key }) => key.split('/').at(-1))).toEqual([
      `CognitoGuest.${policyName}.removal.json`,
      `CognitoAuth.${policyName}.removal.json`,
    ]);
    expect(files).toEqual([
      {
        role: guestRoleArn,
        policyName,
        remove: true,
        seen: true,
        command: `aws iam delete-role-policy --role-name CognitoGuest --policy-name ${policyName}`,
      },
      { role: authRoleArn, policyName, remove: true, seen: false },
    ]);
  });

  it('names them also where something else stays incomplete', async () => {
    await runOnce({ ...emitting, parameters: true });
    await pushOnce();
    world.faults.fail({ action: 'DeleteParameters' }, accessDenied());

    const { end, result } = await removeOnce();

    expect(end).toMatchObject({ error: 'RemovalIncomplete' });
    expect(result?.emitted).toHaveLength(2);
  });

  it('goes by the last import, also by one that changed no file', async () => {
    const newGuest = 'arn:aws:iam::111122223333:role/NewGuest';
    seedRole(world, newGuest, { trustPolicy: trustPolicy(trustStatement('unauthenticated')) });
    const pool = world.identityPools.pools.get(identityPoolId);
    Object.assign(pool?.roles ?? {}, { unauthenticated: newGuest });
    const { published } = await runOnce({ ...emitting, parameters: true });

    const { result } = await removeOnce();

    expect(published?.revision).toBe(1);
    expect(result?.roles.map(({ role }) => role)).toEqual([newGuest, authRoleArn]);
  });

  it('twice ends well, and tells nobody again', async () => {
    await removeOnce();
    world.eventBridge.events.length = 0;

    const { end, result } = await removeOnce();

    expect(end.status).toBe('SUCCEEDED');
    expect(result).toMatchObject({ status: 'unchanged', roles: [] });
    expect(world.eventBridge.events).toEqual([]);
  });

  it('names a role that is gone as gone', async () => {
    world.iam.roles.delete('CognitoGuest');

    const { result } = await removeOnce();

    expect(result?.roles).toMatchObject([
      { role: guestRoleArn, status: 'gone' },
      { role: authRoleArn, status: 'handed over' },
    ]);
  });

  it('makes no call on Cognito, and asks no owner for their word', async () => {
    await removeOnce();

    expect(actionsOf(world.calls).filter((action) => action.startsWith('cognito'))).toEqual([]);
  });

  it('says so where the plan that tells the roles is gone', async () => {
    const objects = world.s3.buckets.get('amplify-import-config')?.objects;
    for (const key of Object.keys(reports())) {
      if (key.endsWith('/plan.json')) objects?.delete(key);
    }

    const { end, result } = await removeOnce();

    expect(end.status).toBe('SUCCEEDED');
    expect(result?.findings).toMatchObject([
      {
        code: 'EMITTED_ROLES_UNKNOWN',
        severity: 'warning',
        facts: { revision: 1 },
        look: expect.stringContaining('get-identity-pool-roles'),
      },
    ]);
    expect(result?.roles).toEqual([]);
  });
});

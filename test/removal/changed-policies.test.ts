import { beforeEach, describe, expect, it } from '@jest/globals';
import { linkItemOf, policiesOf, runOnce, storedTexts } from '../support/aws-world/import-runs.ts';
import { removeOnce } from '../support/aws-world/removal-runs.ts';
import { leftOf, nothingLeft, pushedAccount } from '../support/aws-world/removed-account.ts';
import { roleAt, sampleAccount, type SampleAccount } from '../support/aws-world/sample-account.ts';
import { authRoleArn, guestRoleArn } from '../support/builders/ids.ts';
import { link, policyName } from '../support/builders/link.ts';

const edited = '{"Version":"2012-10-17","Statement":[{"Sid":"EditedByTheTeam"}]}';
let world: SampleAccount;

beforeEach(async () => {
  world = await pushedAccount();
  roleAt(world, guestRoleArn).policies[policyName] = edited;
});

const report = () =>
  Object.entries(storedTexts(world, 'reports/')).findLast(([key]) =>
    key.endsWith('/removal-report.json'),
  )?.[1] ?? '';

describe('R4: a policy of ours that somebody has edited', () => {
  it('is kept and named, its text is in the report, and all else goes', async () => {
    const { end, result } = await removeOnce();

    expect(end).toMatchObject({ status: 'FAILED', error: 'RemovalIncomplete' });
    expect(result).toMatchObject({
      status: 'failed',
      findings: [{ code: 'POLICY_DRIFT', severity: 'warning', subject: guestRoleArn }],
      roles: [
        { role: guestRoleArn, status: 'left', error: { name: 'POLICY_DRIFT' } },
        { role: authRoleArn, status: 'removed' },
      ],
      left: [{ command: expect.stringContaining(`--policy-name ${policyName}`) }],
    });
    expect(result?.error?.message).toContain(guestRoleArn);
    expect(report()).toContain('EditedByTheTeam');
    expect(policiesOf(world)).toEqual({
      ...policiesOf(sampleAccount()),
      CognitoGuest: { [policyName]: edited },
    });
    expect(leftOf(world).parameters).toEqual([]);
    expect(linkItemOf(world)).toMatchObject({
      ledger: [{ roleArn: guestRoleArn }],
      removed: null,
      lease: { owner: null },
    });
    expect(world.eventBridge.events.map(({ detail }) => detail)).toMatchObject([{ left: 1 }]);
  });

  it('is what a second removal takes up, which leaves the rest alone', async () => {
    await removeOnce();
    roleAt(world, guestRoleArn).policies = {};
    world.forgetCalls();

    const { end, result } = await removeOnce();

    expect(end.status).toBe('SUCCEEDED');
    expect(result?.roles.map(({ role }) => role)).toEqual([guestRoleArn]);
    expect(leftOf(world)).toMatchObject(nothingLeft);
  });

  it('stays incomplete as long as it is left, however often it is removed', async () => {
    await removeOnce();

    const { end } = await removeOnce();

    expect(end).toMatchObject({ status: 'FAILED', error: 'RemovalIncomplete' });
    expect(roleAt(world, guestRoleArn).policies).toEqual({ [policyName]: edited });
  });

  it.each([
    ['at once', false],
    ['after a removal that kept it', true],
  ])('goes by force %s, and its text is in the report', async (_, isSecond) => {
    if (isSecond) await removeOnce();

    const { end, result } = await removeOnce({ ...link, force: true });

    expect(end.status).toBe('SUCCEEDED');
    expect(result?.findings).toMatchObject([
      { code: 'POLICY_DRIFT', facts: { removal: 'deleted' } },
    ]);
    expect(report()).toContain('EditedByTheTeam');
    expect(leftOf(world)).toMatchObject(nothingLeft);
  });

  it('is kept also by force where it was edited again after the plan', async () => {
    const again = edited.replace('Edited', 'EditedAgain');
    world.faults.meanwhile(
      { action: 'PutObject', input: { Key: `config/storefront/prod/manifest.json` } },
      () => {
        roleAt(world, guestRoleArn).policies[policyName] = again;
      },
    );

    const { end } = await removeOnce({ ...link, force: true });

    expect(end).toMatchObject({ status: 'FAILED', error: 'RemovalIncomplete' });
    expect(roleAt(world, guestRoleArn).policies).toEqual({ [policyName]: again });
  });

  it('that is edited after the plan was made is left as well', async () => {
    const auth = edited.replace('Edited', 'EditedLater');
    world.faults.meanwhile(
      { action: 'PutObject', input: { Key: `config/storefront/prod/manifest.json` } },
      () => {
        roleAt(world, authRoleArn).policies[policyName] = auth;
      },
    );

    const { result } = await removeOnce();

    expect(result?.roles.map(({ status }) => status)).toEqual(['left', 'left']);
    expect(roleAt(world, authRoleArn).policies[policyName]).toBe(auth);
  });
});

describe('What is on the same roles', () => {
  it('of other links stays byte for byte, and so does what the team has put there', async () => {
    const other = { app: 'storefront', env: 'qa' };
    const { request } = linkItemOf(world) ?? {};
    const before = await pushedAccount();
    await runOnce({ ...request, ...other, mode: 'import', expectPlan: null });
    const both = policiesOf(before);
    const files = storedTexts(before, 'config/storefront/qa/');

    await removeOnce();

    const { [policyName]: _ours, ...rest } = both['CognitoAuth'] ?? {};
    expect(policiesOf(before)['CognitoAuth']).toEqual(rest);
    expect(Object.keys(rest)).toContain('AmplifyImport-storefront.qa');
    expect(storedTexts(before, 'config/storefront/qa/')).toEqual(files);
    expect(linkItemOf(before, other)?.ledger).toHaveLength(2);
  });
});

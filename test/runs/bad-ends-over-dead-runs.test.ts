import { describe, expect, test } from '@jest/globals';
import { accessDenied, connectionReset } from '../support/aws-world/aws-error.ts';
import type { AwsWorld } from '../support/aws-world/aws-world.ts';
import {
  diesWriting,
  fullRequest,
  importedAccount,
  linkItemOf,
  policiesOf,
  runOnce,
  storedTexts,
  withGrants,
} from '../support/aws-world/import-runs.ts';
import { actionsOf, type RecordedCall } from '../support/aws-world/recorded-call.ts';
import { claimsAfter } from '../support/aws-world/report-claims.ts';
import { breakTrust, roleAt, sampleAccount } from '../support/aws-world/sample-account.ts';
import { codes } from '../support/builders/codes.ts';
import { guestRoleArn } from '../support/builders/ids.ts';
import { policyName } from '../support/builders/link.ts';

const emitting = { ...fullRequest, rolePolicies: 'emit' } as const;
const otherHash = `sha256:${'0'.repeat(64)}`;
const ofTheirs = '{"Version":"2012-10-17","Statement":[]}';
const writesOnRoles = ({ calls }: AwsWorld) =>
  actionsOf(calls).filter((action) => /^iam:(Put|Delete)/.test(action));

/** The owner puts what is emitted there without white space, as CloudFormation does. */
async function ownerPutsThem(world: AwsWorld): Promise<void> {
  const { emitted = [] } = await runOnce({ ...emitting, mode: 'plan' });
  const texts = storedTexts(world, 'reports/');
  for (const { role, key } of emitted) {
    roleAt(world, role).policies[policyName] = JSON.stringify(JSON.parse(texts[key] ?? ''));
  }
}

describe('A run that hands policies out and ends badly, after another died while it wrote', () => {
  test.each([
    ['expects another plan', 'PlanChanged', { expectPlan: otherHash }, () => {}],
    ['is refused', 'ImportRefused', {}, breakTrust],
    [
      'cannot store its plan',
      'AccessDenied',
      {},
      (world: AwsWorld) => world.faults.fail('s3:PutObject', accessDenied(), { times: 1 }),
    ],
  ] as const)('It leaves every role as it stands when it %s', async (_, name, options, spoil) => {
    const world = await diesWriting(sampleAccount(), fullRequest);
    await ownerPutsThem(world);
    const owners = policiesOf(world);
    spoil(world);
    world.forgetCalls();

    const { error } = await runOnce({ ...emitting, ...options });

    expect(error?.name).toBe(name);
    expect(writesOnRoles(world)).toEqual([]);
    expect(policiesOf(world)).toEqual(owners);
  });

  test('What the dead run had found is restored by the next one that goes through', async () => {
    const world = await importedAccount();
    const before = policiesOf(world);
    await diesWriting(world, withGrants(['read'], ['read', 'create']));
    const begun = policiesOf(world);

    const refused = await runOnce({ ...emitting, expectPlan: otherHash });
    const left = policiesOf(world);
    const result = await runOnce(emitting);

    expect(refused.error?.name).toBe('PlanChanged');
    expect(left).toEqual(begun);
    expect(begun).not.toEqual(before);
    expect(result.status).toBe('published');
    expect(policiesOf(world)).toEqual(before);
    expect(linkItemOf(world)?.intent).toBeNull();
  });
});

describe('A run that writes and ends badly before it began, after another died while it wrote', () => {
  test.each([
    ['expects another plan', 'PlanChanged', { adopt: true, expectPlan: otherHash }],
    ['is refused', 'ImportRefused', {}],
  ] as const)(
    'It leaves what somebody has put there since, and undoes the rest, when it %s',
    async (_, name, options) => {
      const world = await importedAccount();
      const before = policiesOf(world);
      await diesWriting(world, withGrants(['read'], ['read', 'create']));
      roleAt(world, guestRoleArn).policies[policyName] = ofTheirs;

      const { error } = await runOnce({ ...fullRequest, ...options });

      expect(error?.name).toBe(name);
      expect(policiesOf(world)).toEqual({ ...before, CognitoGuest: { [policyName]: ofTheirs } });
      expect(linkItemOf(world)?.intent).toBeNull();
    },
  );

  test('It leaves also what was put there while it ran', async () => {
    const world = await diesWriting(
      await importedAccount(),
      withGrants(['read'], ['read', 'create']),
    );
    const isPlanned = () => Object.keys(storedTexts(world, 'reports/')).length > stored;
    const stored = Object.keys(storedTexts(world, 'reports/')).length;
    world.faults.meanwhile(
      ({ action }) => action === 'GetRolePolicy' && isPlanned(),
      () => {
        roleAt(world, guestRoleArn).policies[policyName] = ofTheirs;
      },
    );

    const { error } = await runOnce(fullRequest);

    expect(error?.name).toBe('PlanChanged');
    expect(policiesOf(world)['CognitoGuest']).toEqual({ [policyName]: ofTheirs });
    expect(codes((await runOnce(fullRequest)).findings)).toContain('POLICY_DRIFT');
  });
});

describe('What a run says that could not restore what a dead run had found, or does not know that it did', () => {
  const onGuest = ({ action, input }: RecordedCall) =>
    action === 'PutRolePolicy' && input['RoleName'] === 'CognitoGuest';
  const begun = async () =>
    diesWriting(await importedAccount(), withGrants(['read'], ['read', 'create']));

  test.each([
    ['AWS denies it', accessDenied()],
    ['AWS cannot be reached', connectionReset()],
  ] as const)('It is called by its name, with the command for that role: %s', async (_, fault) => {
    const world = await begun();
    world.faults.fail(onGuest, fault);

    const { status, error } = await runOnce(emitting);

    expect([status, error?.name]).toEqual(['failed', 'UndoIncomplete']);
    expect(error?.message.match(/aws iam put-role-policy --role-name \w+/g)).toEqual([
      'aws iam put-role-policy --role-name CognitoGuest',
    ]);
    expect(error?.message).not.toContain('..');
  });

  test('Its report claims of no role what may not be so', async () => {
    const world = await begun();
    world.faults.fail(onGuest, accessDenied());

    const claims = await claimsAfter(world, emitting);

    expect(claims.map(({ claimed }) => claimed)).toEqual([null, null]);
  });

  test('Nor when the answer that it was restored is lost, and it says that AWS takes its time', async () => {
    const world = await begun();
    const isIntent = ({ action }: RecordedCall) =>
      action === 'PutItem' && actionsOf(world.calls.slice(-3)).includes('iam:PutRolePolicy');
    world.faults.loseAnswer(isIntent);

    const claims = await claimsAfter(world, emitting);

    expect(claims.map(({ claimed }) => claimed)).toEqual([null, null]);
    const [report] = Object.values(storedTexts(world, 'reports/'))
      .filter((text) => text.includes('"whoCan"'))
      .filter((text) => text.includes('"rolePolicies": "emit"'));
    expect(JSON.parse(report ?? '')).toMatchObject({
      status: 'published',
      propagation: expect.stringContaining('about a minute'),
    });
  });
});

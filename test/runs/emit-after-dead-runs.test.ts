import { describe, expect, test } from '@jest/globals';
import { accessDenied, awsError } from '../support/aws-world/aws-error.ts';
import type { AwsWorld } from '../support/aws-world/aws-world.ts';
import {
  diesWriting,
  fullRequest,
  importedAccount,
  linkItemOf,
  policiesOf,
  recordIn,
  runOnce,
  storedTexts,
  withGrants,
} from '../support/aws-world/import-runs.ts';
import { actionsOf } from '../support/aws-world/recorded-call.ts';
import { roleAt, sampleAccount } from '../support/aws-world/sample-account.ts';
import { codes } from '../support/builders/codes.ts';
import { guestRoleArn } from '../support/builders/ids.ts';
import { policyName } from '../support/builders/link.ts';

const emitting = { ...fullRequest, rolePolicies: 'emit' } as const;
const writesOnRoles = ({ calls }: AwsWorld) =>
  actionsOf(calls).filter((action) => /^iam:(Put|Delete)/.test(action));

/** The owner of the roles puts the emitted files there, as Terraform does. */
async function ownerPutsThem(world: AwsWorld): Promise<void> {
  const { emitted = [] } = await runOnce({ ...emitting, mode: 'plan' });
  const texts = storedTexts(world, 'reports/');
  for (const { role, key } of emitted) {
    roleAt(world, role).policies[policyName] = texts[key] ?? '';
  }
}

describe('What the owner has put on a role while a dead run lies open', () => {
  test('It stands when policies are emitted, as the plan says', async () => {
    const world = await diesWriting(sampleAccount(), fullRequest);
    await ownerPutsThem(world);
    const owners = policiesOf(world);
    const { plan } = await runOnce({ ...emitting, mode: 'plan' });
    world.forgetCalls();

    const result = await runOnce({ ...emitting, expectPlan: plan?.hash });

    expect(result.status).toBe('published');
    expect(writesOnRoles(world)).toEqual([]);
    expect(policiesOf(world)).toEqual(owners);
    expect(linkItemOf(world)).toMatchObject({ intent: null });
  });

  test('It stands also where it is something else than we would put there', async () => {
    const world = await diesWriting(sampleAccount(), fullRequest);
    const owners = '{"Version":"2012-10-17","Statement":[]}';
    roleAt(world, guestRoleArn).policies[policyName] = owners;

    const result = await runOnce(emitting);

    expect(result.status).toBe('published');
    expect(policiesOf(world)['CognitoGuest']).toEqual({ [policyName]: owners });
  });

  test('It stands when a run that writes is refused because of it', async () => {
    const world = await diesWriting(
      await importedAccount(),
      withGrants(['read'], ['read', 'create']),
    );
    const owners = '{"Version":"2012-10-17","Statement":[]}';
    roleAt(world, guestRoleArn).policies[policyName] = owners;

    const result = await runOnce(fullRequest);

    expect(codes(result.findings)).toContain('POLICY_DRIFT');
    expect(policiesOf(world)['CognitoGuest']).toEqual({ [policyName]: owners });
  });

  test.each([
    ['its plan is another one', { ...emitting, expectPlan: `sha256:${'0'.repeat(64)}` }, null],
    [
      'so, and it writes',
      { ...fullRequest, expectPlan: `sha256:${'0'.repeat(64)}`, adopt: true },
      null,
    ],
    ['Cognito fails', emitting, 'cognito-idp:DescribeUserPool'],
    ['Cognito fails, and it writes', fullRequest, 'cognito-idp:DescribeUserPool'],
    ['the store cannot be written', emitting, 's3:PutObject'],
  ])('It stands when a later run ends before it writes: %s', async (_, request, failing) => {
    const world = await diesWriting(
      await importedAccount(),
      withGrants(['read'], ['read', 'create']),
    );
    const owners = '{"Version":"2012-10-17","Statement":[]}';
    roleAt(world, guestRoleArn).policies[policyName] = owners;
    if (failing) world.faults.fail(failing, awsError('InternalErrorException', 500));

    const result = await runOnce(request);

    expect(['refused', 'failed']).toContain(result.status);
    expect(policiesOf(world)['CognitoGuest']).toEqual({ [policyName]: owners });
  });

  test('It does not move the hash of a plan that emits: plan, put, import', async () => {
    const world = sampleAccount();
    const { plan } = await runOnce({ ...emitting, mode: 'plan' });
    await ownerPutsThem(world);

    const result = await runOnce({ ...emitting, expectPlan: plan?.hash });

    expect(result.error).toBeUndefined();
    expect(result.status).toBe('published');
  });
});

describe('What a dead run had written when policies are emitted', () => {
  test('The plan tells what is restored, and its hash is good for that', async () => {
    await diesWriting(await importedAccount(), withGrants(['read'], ['read', 'create']));

    const { findings, plan } = await runOnce({ ...emitting, mode: 'plan' });
    const result = await runOnce({ ...emitting, expectPlan: plan?.hash });

    expect(codes(findings)).toContain('BEGUN_WRITE_UNDONE');
    expect(result.status).toBe('published');
  });

  test('Whoever agreed to a plan without that is asked again', async () => {
    const world = await importedAccount();
    const { plan } = await runOnce({ ...emitting, mode: 'plan' });
    await diesWriting(world, withGrants(['read'], ['read', 'create']));

    const result = await runOnce({ ...emitting, expectPlan: plan?.hash });

    expect(result.error?.name).toBe('PlanChanged');
    expect(result.error?.message).toContain('BEGUN_WRITE_UNDONE of');
  });

  test('The report says what stands after it was restored, and that AWS may take its time', async () => {
    const world = await importedAccount();
    const before = policiesOf(world);
    await diesWriting(world, withGrants(['create', 'read'], ['read', 'create']));

    const result = await runOnce(emitting);

    const report = Object.values(storedTexts(world, 'reports/'))
      .filter((text) => text.includes('"whoCan"'))
      .map((text) => JSON.parse(text))
      .find(({ request }) => request.rolePolicies === 'emit');
    const guests = report.access.find(({ role }: { role: string }) => role === guestRoleArn);
    expect(policiesOf(world)).toEqual(before);
    expect(result.propagation).toContain('about a minute');
    expect(JSON.stringify(guests.can)).not.toContain('s3:PutObject');
    expect(JSON.stringify(guests.can)).toContain('s3:GetObject');
  });

  test('Where it cannot be restored, the run says so once, with each command once', async () => {
    const world = await importedAccount();
    world.faults.kill('iam:PutRolePolicy', 'after');
    await runOnce(withGrants(['create', 'read'], ['read', 'create']));
    world.faults.revive();
    world.faults.fail('iam:PutRolePolicy', accessDenied());

    const { error } = await runOnce(emitting);

    expect(error?.name).toBe('UndoIncomplete');
    expect(error?.message).toMatch(
      /^An earlier run had died .* before this one could begin, restoring the policies failed/,
    );
    expect(error?.message.match(/put-role-policy --role-name CognitoGuest/g)).toHaveLength(1);
  });

  test('What a dead run that emitted had committed is recorded by a refused one', async () => {
    const world = sampleAccount();
    world.faults.kill(recordIn(world), 'before');
    await runOnce(emitting);
    world.faults.revive();
    roleAt(world, guestRoleArn).trustPolicy = '{"Version":"2012-10-17","Statement":[]}';

    const result = await runOnce(emitting);

    expect(result.status).toBe('refused');
    expect(linkItemOf(world)).toMatchObject({ revision: 1, intent: null });
    expect(linkItemOf(world)?.request).toMatchObject({ rolePolicies: 'emit' });
  });
});

import { describe, expect, test } from '@jest/globals';
import { publishedPaths } from '../../src/domain/config/files.ts';
import {
  announcedTypes,
  fullRequest,
  importedAccount,
  linkItemOf,
  policiesOf,
  runOnce,
  storedTexts,
  traces,
  withGrants,
} from '../support/aws-world/import-runs.ts';
import { configBucket } from '../support/aws-world/aws-world.ts';
import { actionsOf } from '../support/aws-world/recorded-call.ts';
import { roleAt, sampleAccount } from '../support/aws-world/sample-account.ts';
import { trustPolicy, trustStatement } from '../support/builders/identity-pool.ts';
import { authRoleArn, userPoolId } from '../support/builders/ids.ts';
import { policyName } from '../support/builders/link.ts';

const planOnly = { ...fullRequest, mode: 'plan' } as const;
const openedTrust = trustPolicy(
  trustStatement('authenticated'),
  trustStatement('authenticated', {
    Principal: { AWS: 'arn:aws:iam::444455556666:role/Deployer' },
    Action: 'sts:AssumeRole',
    Condition: undefined,
  }),
);

describe('Plan before apply', () => {
  test('Mode plan writes nothing on roles and no config, and announces nothing', async () => {
    const world = sampleAccount();
    const before = policiesOf(world);

    const result = await runOnce(planOnly);

    expect(result.status).toBe('planned');
    expect(policiesOf(world)).toEqual(before);
    expect(storedTexts(world)).toEqual({});
    expect(world.eventBridge.events).toEqual([]);
    expect(linkItemOf(world)).toMatchObject({ request: null, ledger: [], lease: { owner: null } });
  });

  test('The plan is what the import then does', async () => {
    const world = sampleAccount();
    const { plan } = await runOnce(planOnly);

    const result = await runOnce({ ...fullRequest, expectPlan: plan?.hash });

    const policies = policiesOf(world);
    expect(result.status).toBe('published');
    expect(plan?.roles.map(({ role, after }) => [role.split('/').at(-1), after])).toEqual([
      ['CognitoGuest', policies['CognitoGuest']?.[policyName]],
      ['CognitoAuth', policies['CognitoAuth']?.[policyName]],
    ]);
    expect(result.published?.files.map(({ sha256 }) => sha256)).toEqual(
      plan?.files.map(({ sha256 }) => sha256),
    );
  });

  test('Two plans of one world have one hash', async () => {
    sampleAccount();

    const [first, second] = [await runOnce(planOnly), await runOnce(planOnly)];

    expect(second.plan?.hash).toBe(first.plan?.hash);
  });

  test.each([
    [
      'a policy',
      (world: Awaited<ReturnType<typeof importedAccount>>) => {
        delete roleAt(world, authRoleArn).policies[policyName];
      },
      'the policy on CognitoAuth',
    ],
    [
      'the pool',
      (world: Awaited<ReturnType<typeof importedAccount>>) => {
        const seeded = world.userPools.pools.get(userPoolId);
        if (seeded) seeded.pool.MfaConfiguration = 'ON';
      },
      `${publishedPaths.join(', ')}, MFA_WITHOUT_METHOD of ${userPoolId}`,
    ],
    [
      'the trust of a role',
      (world: Awaited<ReturnType<typeof importedAccount>>) => {
        roleAt(world, authRoleArn).trustPolicy = openedTrust;
      },
      `TRUST_OTHER_PRINCIPAL of ${authRoleArn}`,
    ],
  ])('When %s has changed since, the run ends in PlanChanged and names it', async (...args) => {
    const [, change, named] = args;
    const world = await importedAccount();
    const wanted = withGrants(['read'], []);
    const { plan } = await runOnce({ ...wanted, mode: 'plan' });
    change(world);
    const before = traces(world);

    const result = await runOnce({ ...wanted, expectPlan: plan?.hash });

    expect(result).toMatchObject({ status: 'refused', error: { name: 'PlanChanged' } });
    expect(result.error?.message).toContain(`Different now: ${named}.`);
    expect(traces(world)).toEqual(before);
  });

  test('A second stranger on a role that was open to one already is another plan', async () => {
    const world = sampleAccount();
    roleAt(world, authRoleArn).trustPolicy = openedTrust;
    const { plan } = await runOnce(planOnly);
    roleAt(world, authRoleArn).trustPolicy = openedTrust.replace(
      '"arn:aws:iam::444455556666:role/Deployer"',
      '["arn:aws:iam::444455556666:role/Deployer","arn:aws:iam::444455556666:role/Second"]',
    );

    const result = await runOnce({ ...fullRequest, expectPlan: plan?.hash });

    expect(result.error?.name).toBe('PlanChanged');
    expect(result.error?.message).toContain(
      '+ principals: AWS arn:aws:iam::444455556666:role/Second',
    );
  });

  test('An expected plan is compared as well when nothing is left to change', async () => {
    const world = await importedAccount();
    const { plan } = await runOnce({ ...withGrants(['read'], []), mode: 'plan' });
    const before = traces(world);

    const other = await runOnce({ ...fullRequest, expectPlan: plan?.hash });
    const unknown = await runOnce({ ...fullRequest, expectPlan: `sha256:${'0'.repeat(64)}` });

    expect(other).toMatchObject({ status: 'refused', error: { name: 'PlanChanged' } });
    expect(other.error?.message).toContain('Different now: the policy on CognitoAuth');
    expect(unknown.error?.message).toContain('No plan of that hash is remembered');
    expect(traces(world)).toEqual(before);
  });

  test('An expected plan that the link knows and whose file is gone is told as such', async () => {
    const world = await importedAccount();
    const { plan } = await runOnce({ ...withGrants(['read'], []), mode: 'plan' });
    const { key } = linkItemOf(world)?.plans.find(({ hash }) => hash === plan?.hash) ?? {};
    world.s3.buckets.get(configBucket)?.objects.delete(key ?? '');

    const { status, error } = await runOnce({ ...fullRequest, expectPlan: plan?.hash });

    expect([status, error?.name]).toEqual(['refused', 'PlanChanged']);
    expect(error?.message).toContain(`its file s3://${configBucket}/${key} is gone from the store`);
  });

  test('Nor does the request that was carried out go on past a warning which is new', async () => {
    const world = sampleAccount();
    const { plan } = await runOnce(planOnly);
    const agreed = { ...fullRequest, expectPlan: plan?.hash };
    await runOnce(agreed);
    roleAt(world, authRoleArn).trustPolicy = openedTrust;

    const result = await runOnce(agreed);

    expect(result.error?.name).toBe('PlanChanged');
    expect(result.error?.message).toContain(
      `Different now: TRUST_OTHER_PRINCIPAL of ${authRoleArn}.`,
    );
  });

  test('A policy that someone changes between plan and apply of one run is not overwritten', async () => {
    const world = await importedAccount();
    const stranger = '{"Version":"2012-10-17","Statement":[]}';
    world.faults.meanwhile(
      ({ action, input }) => action === 'PutObject' && String(input['Key']).endsWith('plan.json'),
      () => {
        roleAt(world, authRoleArn).policies[policyName] = stranger;
      },
    );

    const result = await runOnce(withGrants(['read'], []));

    expect(result.error?.name).toBe('PlanChanged');
    expect(roleAt(world, authRoleArn).policies[policyName]).toBe(stranger);
    expect(actionsOf(world.calls)).not.toContain('iam:PutRolePolicy');
  });
});

describe('All findings at once', () => {
  test('A refused import tells everything that is wrong, and writes nothing', async () => {
    const world = sampleAccount();
    const before = policiesOf(world);
    world.s3.buckets.delete('storefront-uploads');
    roleAt(world, authRoleArn).trustPolicy = '{}';
    const request = { ...fullRequest, webClientId: 'nobody', analytics: undefined };

    const result = await runOnce(JSON.parse(JSON.stringify(request)));

    const codes = result.findings.map(({ code }) => code);
    expect(result).toMatchObject({ status: 'refused', error: { name: 'ImportRefused' } });
    for (const code of ['CLIENT_NOT_FOUND', 'TRUST_POLICY_UNREADABLE', 'BUCKET_NOT_FOUND']) {
      expect(codes).toContain(code);
      expect(result.error?.message).toContain(code);
    }
    expect(policiesOf(world)).toEqual(before);
    expect(storedTexts(world)).toEqual({});
    expect(announcedTypes(world)).toEqual(['Auth Import Refused']);
  });

  test.each([
    ['an empty object', {}],
    ["the console's input", { Comment: 'Insert your JSON here' }],
    ['swapped ids', { ...fullRequest, userPoolId: fullRequest.identityPoolId }],
    ['blanks around an id', { ...fullRequest, webClientId: ` ${fullRequest.webClientId}` }],
    ['an unknown key', { ...fullRequest, userpoolid: 'x' }],
  ])('An input that cannot be read makes no call to AWS at all: %s', async (_case, input) => {
    const world = sampleAccount();

    const result = await runOnce(input);

    expect(result).toMatchObject({ status: 'refused', error: { name: 'InvalidRequest' } });
    expect(result.error?.message).toContain('A request looks like this:');
    expect(world.calls).toEqual([]);
  });
});

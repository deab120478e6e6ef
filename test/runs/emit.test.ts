import { describe, expect, test } from '@jest/globals';
import { publishedPaths } from '../../src/domain/config/files.ts';
import {
  fullRequest,
  importedAccount,
  linkItemOf,
  policiesOf,
  recordIn,
  runOnce,
  stackServices,
  storedTexts,
} from '../support/aws-world/import-runs.ts';
import { actionsOf } from '../support/aws-world/recorded-call.ts';
import { sampleAccount, seedBucket } from '../support/aws-world/sample-account.ts';
import { codes } from '../support/builders/codes.ts';
import { authRoleArn, bucketName, guestRoleArn } from '../support/builders/ids.ts';
import { policyName } from '../support/builders/link.ts';

const emitting = { ...fullRequest, rolePolicies: 'emit' } as const;
const writesOnRoles = (world: { calls: Parameters<typeof actionsOf>[0] }) =>
  actionsOf(world.calls).filter((action) => /^iam:(Put|Delete)/.test(action));

describe('An import that emits its policies', () => {
  test('It publishes and records, and makes no write on any role', async () => {
    const world = sampleAccount();
    const before = policiesOf(world);

    const result = await runOnce(emitting);

    expect(result.status).toBe('published');
    expect(writesOnRoles(world)).toEqual([]);
    expect(policiesOf(world)).toEqual(before);
    expect(result.propagation).toBeUndefined();
    expect(linkItemOf(world)).toMatchObject({ revision: 1, intent: null, ledger: [] });
  });

  test('The documents lie beside its report, not among the published files', async () => {
    const world = sampleAccount();
    const written = await runOnce({ ...fullRequest, mode: 'plan' });

    const { emitted = [], published } = await runOnce(emitting);

    const texts = storedTexts(world, 'reports/');
    expect(emitted.map(({ key }) => key.replace(/.*\/role-policies\//, ''))).toEqual([
      `CognitoGuest.${policyName}.json`,
      `CognitoAuth.${policyName}.json`,
    ]);
    expect(emitted.map(({ key }) => JSON.parse(texts[key] ?? ''))).toEqual(
      written.plan?.roles.map(({ after }) => JSON.parse(after ?? '')),
    );
    expect(JSON.stringify(storedTexts(world))).not.toContain('role-policies');
    expect(published?.files.map(({ key }) => key)).toHaveLength(publishedPaths.length);
    const [report] = Object.entries(texts).flatMap(([key, text]) =>
      key.endsWith('report.json') && text.includes('"emitted"') ? [JSON.parse(text)] : [],
    );
    expect(report.emitted).toEqual(emitted);
    // Nobody has put them on the roles yet.
    expect(report.access.map(({ can }: { can: unknown[] }) => can)).toEqual([[], []]);
  });

  test('A run that is refused for another hash leaves none', async () => {
    const world = sampleAccount();

    const result = await runOnce({ ...emitting, expectPlan: `sha256:${'0'.repeat(64)}` });

    expect(result.error?.name).toBe('PlanChanged');
    expect(result.emitted).toBeUndefined();
    expect(Object.keys(storedTexts(world, 'reports/')).join()).not.toContain('role-policies');
  });

  test('A plan of policies that go away says that they are left in place', async () => {
    const world = await importedAccount();

    const { plan } = await runOnce({ ...emitting, grants: { storage: [] }, mode: 'plan' });

    const page = Object.entries(storedTexts(world, 'reports/'))
      .filter(([key]) => key.endsWith('plan.md'))
      .map(([, text]) => text)
      .find((text) => text.includes('emitted as files'));
    expect(plan).toMatchObject({ rolePolicies: 'emit' });
    expect(page).toContain(`| \`CognitoGuest\` | \`${policyName}\` | leave in place |`);
    expect(page).not.toContain('```diff');
  });

  test('A plan emits them as well, and its hash is not that of a written one', async () => {
    sampleAccount();
    const written = await runOnce({ ...fullRequest, mode: 'plan' });

    const plan = await runOnce({ ...emitting, mode: 'plan' });
    const refused = await runOnce({ ...fullRequest, expectPlan: plan.plan?.hash });

    expect(plan.emitted).toHaveLength(2);
    expect(plan.plan?.hash).not.toBe(written.plan?.hash);
    expect(refused.error?.message).toContain('policies are written');
  });

  test('The second run finds nothing to do, also when the owner has put them there', async () => {
    const world = sampleAccount();
    const { plan } = await runOnce(emitting);
    const second = await runOnce(emitting);
    for (const { role, after } of plan?.roles ?? []) {
      const seeded = world.iam.roles.get(role.split('/').at(-1) ?? '');
      if (seeded && after !== null) seeded.policies[policyName] = after;
    }

    const third = await runOnce(emitting);

    expect([second.status, third.status]).toEqual(['unchanged', 'unchanged']);
    expect(codes(second.findings)).toContain('POLICY_EMITTED');
    expect(codes(third.findings)).not.toContain('POLICY_EMITTED');
  });

  test('Deployed, no owner of a role is asked, but the owner of the bucket is', async () => {
    const world = sampleAccount();
    const deployed = { services: stackServices({ allowList: {} }) };

    const refused = await runOnce(emitting, deployed);
    seedBucket(world, bucketName, { tags: { 'amplify-import': 'any' } });
    const result = await runOnce(emitting, deployed);

    const denied = refused.findings.filter(({ code }) => code === 'RESOURCE_NOT_ALLOWED');
    expect(denied.map(({ subject }) => subject)).toEqual([bucketName]);
    // It emits nothing, and does not say that it did.
    expect(codes(refused.findings)).not.toContain('POLICY_EMITTED');
    expect(refused.emitted).toBeUndefined();
    expect(result.status).toBe('published');
  });
});

describe('A link that wrote its policies before', () => {
  test('They stand, are told of, and stay in the ledger', async () => {
    const world = await importedAccount();
    const [policies, ledger] = [policiesOf(world), linkItemOf(world)?.ledger];

    const result = await runOnce({ ...emitting, grants: { storage: [] } });

    expect(result.status).toBe('published');
    const standing = result.findings.filter(({ code }) => code === 'POLICY_LEFT_STANDING');
    expect(standing.map(({ subject }) => subject)).toEqual([guestRoleArn, authRoleArn]);
    expect(policiesOf(world)).toEqual(policies);
    expect(linkItemOf(world)?.ledger).toEqual(ledger);
  });

  test('A run that writes again takes them away', async () => {
    const world = await importedAccount();
    await runOnce({ ...emitting, grants: { storage: [] } });

    const result = await runOnce({ ...fullRequest, grants: { storage: [] } });

    expect(result.status).toBe('published');
    expect(policiesOf(world)['CognitoGuest']).toEqual({});
    expect(linkItemOf(world)?.ledger).toEqual([]);
  });

  test.each(['before', 'in flight', 'after'] as const)(
    'What a run that died had found is restored first: killed %s a write',
    async (moment) => {
      const world = await importedAccount();
      const before = policiesOf(world);
      world.faults.kill('iam:PutRolePolicy', moment);
      await runOnce({
        ...fullRequest,
        grants: { storage: [{ bucket: bucketName, guest: ['create'] }] },
      });
      world.faults.revive();

      const result = await runOnce(emitting);

      expect(result.error).toBeUndefined();
      expect(policiesOf(world)).toEqual(before);
      expect(linkItemOf(world)).toMatchObject({ intent: null });
      expect((await runOnce(emitting)).status).toBe('unchanged');
    },
  );

  test('What one had committed before it died is recorded first', async () => {
    const world = sampleAccount();
    world.faults.kill(recordIn(world), 'before');
    await runOnce(fullRequest);
    world.faults.revive();
    const policies = policiesOf(world);

    const result = await runOnce(emitting);

    expect(result.error).toBeUndefined();
    expect(policiesOf(world)).toEqual(policies);
    expect(linkItemOf(world)?.ledger).toHaveLength(2);
  });
});

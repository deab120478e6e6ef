import { describe, expect, test } from '@jest/globals';
import {
  fullRequest,
  importedAccount,
  linkItemOf,
  policiesOf,
  runOnce,
  stackServices,
  traces,
  withGrants,
} from '../support/aws-world/import-runs.ts';
import { actionsOf } from '../support/aws-world/recorded-call.ts';
import {
  foreignPolicy,
  foreignPolicyName,
  roleAt,
  sampleAccount,
  seedBucket,
} from '../support/aws-world/sample-account.ts';
import { authRoleArn, bucketName, guestRoleArn } from '../support/builders/ids.ts';
import { policyName } from '../support/builders/link.ts';

const stranger = '{"Version":"2012-10-17","Statement":[{"Sid":"ByHand"}]}';

describe('A policy of our name that holds something that we did not write', () => {
  test('It is drift: a finding, and nothing is written', async () => {
    const world = await importedAccount();
    roleAt(world, guestRoleArn).policies[policyName] = stranger;
    const before = traces(world);

    const result = await runOnce(fullRequest);

    expect(result.status).toBe('refused');
    expect(result.findings).toContainEqual(
      expect.objectContaining({ code: 'POLICY_DRIFT', subject: guestRoleArn, found: stranger }),
    );
    expect(traces(world)).toEqual(before);
  });

  test('With "adopt" it is overwritten', async () => {
    const world = await importedAccount();
    const imported = policiesOf(world);
    roleAt(world, guestRoleArn).policies[policyName] = stranger;

    const result = await runOnce({ ...fullRequest, adopt: true });

    expect(result.status).toBe('published');
    expect(policiesOf(world)).toEqual(imported);
  });

  test('A failed run that adopted it puts it back', async () => {
    const world = await importedAccount();
    roleAt(world, guestRoleArn).policies[policyName] = stranger;
    const before = policiesOf(world);
    world.faults.fail(
      ({ action, input }) => action === 'PutRolePolicy' && input['RoleName'] === 'CognitoAuth',
      Object.assign(new Error('no'), { name: 'AccessDenied' }),
    );

    const result = await runOnce({ ...withGrants(['read'], ['read']), adopt: true });

    expect(result.error?.name).toBe('AccessDenied');
    expect(policiesOf(world)).toEqual(before);
  });

  test('One that equals the desired document is taken into the ledger and not written', async () => {
    const world = await importedAccount();
    world.dynamodb.items.clear();

    const result = await runOnce(fullRequest);

    expect(result.status).toBe('published');
    expect(actionsOf(world.calls)).not.toContain('iam:PutRolePolicy');
    expect(linkItemOf(world)?.ledger).toHaveLength(2);
  });

  test('A document that we wrote before is no drift: a read may lag behind', async () => {
    const world = await importedAccount();
    world.iam.freezeReads();
    await runOnce(withGrants(['read'], ['create']));

    const result = await runOnce(withGrants(['read'], ['create']));

    expect(result.error).toBeUndefined();
    world.iam.thawReads();
    expect((await runOnce(withGrants(['read'], ['create']))).status).toBe('unchanged');
  });
});

describe('Only what its owner allowed is written to, when deployed', () => {
  const deployed = () => ({ services: stackServices({ allowList: {} }) });

  test('An account in which nobody allowed anything refuses the import, role by role and bucket', async () => {
    const world = sampleAccount();
    const before = policiesOf(world);

    const result = await runOnce(fullRequest, deployed());

    const refused = result.findings.filter(({ code }) => code === 'RESOURCE_NOT_ALLOWED');
    expect(result.status).toBe('refused');
    expect(refused.map(({ subject }) => subject)).toEqual([authRoleArn, guestRoleArn, bucketName]);
    expect(policiesOf(world)).toEqual(before);
  });

  test('With the tag on both roles and on the bucket it goes through', async () => {
    const world = sampleAccount();
    for (const role of world.iam.roles.values()) role.tags = { 'amplify-import': 'storefront' };
    seedBucket(world, bucketName, { tags: { 'amplify-import': 'any' } });

    const result = await runOnce(fullRequest, deployed());

    expect(result.status).toBe('published');
  });
});

describe('Two links on the same roles', () => {
  test('They run at the same moment, and both policies stand beside the foreign one', async () => {
    const world = sampleAccount();

    const results = await Promise.all([
      runOnce(fullRequest),
      runOnce({ ...fullRequest, env: 'dev' }),
      runOnce({ ...fullRequest, app: 'backoffice' }),
    ]);

    const names = Object.keys(policiesOf(world)['CognitoAuth'] ?? {}).toSorted();
    expect(results.map(({ status }) => status)).toEqual(['published', 'published', 'published']);
    expect(names).toEqual([
      'AmplifyImport-backoffice.prod',
      'AmplifyImport-storefront.dev',
      'AmplifyImport-storefront.prod',
      foreignPolicyName,
    ]);
    expect(policiesOf(world)['CognitoAuth']?.[foreignPolicyName]).toBe(foreignPolicy);
  });

  test('One that fails, or takes its grants away, leaves the other one alone', async () => {
    const world = await importedAccount();
    const ofProd = () => policiesOf(world)['CognitoAuth']?.[policyName];
    const before = ofProd();
    await runOnce({ ...fullRequest, env: 'dev' });

    await runOnce({ ...withGrants([], []), env: 'dev' });

    expect(ofProd()).toBe(before);
    expect(Object.keys(policiesOf(world)['CognitoAuth'] ?? {})).not.toContain(
      'AmplifyImport-storefront.dev',
    );
  });
});

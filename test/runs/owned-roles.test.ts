import { describe, expect, test } from '@jest/globals';
import { accessDenied } from '../support/aws-world/aws-error.ts';
import {
  fullRequest,
  importedAccount,
  linkItemOf,
  policiesOf,
  runOnce,
  stackServices,
  traces,
} from '../support/aws-world/import-runs.ts';
import { actionsOf, countCalls } from '../support/aws-world/recorded-call.ts';
import {
  roleAt,
  sampleAccount,
  seedBucket,
  seedRole,
} from '../support/aws-world/sample-account.ts';
import { codes } from '../support/builders/codes.ts';
import { authRoleArn, bucketName, guestRoleArn, identityPoolId } from '../support/builders/ids.ts';
import { trustPolicy, trustStatement } from '../support/builders/identity-pool.ts';
import { policyName } from '../support/builders/link.ts';

const boundary = 'arn:aws:iam::111122223333:policy/Developers';
const bounding = (Action: string) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action, Resource: '*' }],
  });

describe('A role with a permissions boundary', () => {
  test('A grant that it masks is a warning, and the import goes on', async () => {
    const world = sampleAccount();
    world.iam.managed.set(boundary, bounding('s3:Get*'));
    roleAt(world, authRoleArn).boundary = boundary;

    const result = await runOnce(fullRequest);

    expect(result.status).toBe('published');
    expect(result.findings).toContainEqual(
      expect.objectContaining({
        code: 'BOUNDARY_MASKS_GRANT',
        subject: authRoleArn,
        needed: 's3:DeleteObject, s3:ListBucket, s3:PutObject',
      }),
    );
  });

  test('It is read once for all the roles that it bounds, and only when something is granted', async () => {
    const world = sampleAccount();
    world.iam.managed.set(boundary, bounding('*'));
    for (const role of world.iam.roles.values()) role.boundary = boundary;

    const result = await runOnce(fullRequest);
    const reads = actionsOf(world.calls).filter((action) => /:GetPolicy/.test(action));
    world.forgetCalls();
    await runOnce({ ...fullRequest, grants: { storage: [] } });

    expect(codes(result.findings)).not.toContain('BOUNDARY_MASKS_GRANT');
    expect(reads).toEqual(['iam:GetPolicy', 'iam:GetPolicyVersion']);
    expect(actionsOf(world.calls).filter((action) => /:GetPolicy/.test(action))).toEqual([]);
  });

  test.each(['iam:GetPolicy', 'iam:GetPolicyVersion'])(
    'One that AWS does not show is told of with the action: %s',
    async (action) => {
      const world = sampleAccount();
      world.iam.managed.set(boundary, bounding('*'));
      roleAt(world, guestRoleArn).boundary = boundary;
      world.faults.fail(action, accessDenied());

      const result = await runOnce(fullRequest);

      expect(result.status).toBe('published');
      expect(result.findings).toContainEqual(
        expect.objectContaining({ code: 'BOUNDARY_NOT_JUDGED', needed: action }),
      );
    },
  );
});

describe('A role that Terraform manages', () => {
  test('It is told when something is written there, and not when nothing is', async () => {
    const world = sampleAccount();
    roleAt(world, authRoleArn).tags = { ManagedBy: 'terraform' };

    const first = await runOnce(fullRequest);
    const second = await runOnce(fullRequest);

    const told = first.findings.filter(({ code }) => code === 'ROLE_MANAGED_ELSEWHERE');
    expect(told.map(({ subject }) => subject)).toEqual([authRoleArn]);
    expect(codes(second.findings)).not.toContain('ROLE_MANAGED_ELSEWHERE');
  });
});

describe('A role that its owner no longer allows, when deployed', () => {
  const deployed = () => ({ services: stackServices({ allowList: {} }) });

  /** Imported, then the identity pool gives guests another role, and the old one has lost its tag. */
  async function outgrownRole() {
    const world = await importedAccount();
    const newGuestRole = 'arn:aws:iam::111122223333:role/NewGuest';
    seedRole(world, newGuestRole, {
      trustPolicy: trustPolicy(trustStatement('unauthenticated')),
    });
    for (const role of world.iam.roles.values()) role.tags = { 'amplify-import': 'any' };
    roleAt(world, guestRoleArn).tags = {};
    seedBucket(world, bucketName, { tags: { 'amplify-import': 'any' } });
    const pool = world.identityPools.pools.get(identityPoolId)!;
    pool.roles = { ...pool.roles, unauthenticated: newGuestRole };
    return world;
  }

  test('The import is refused before any write, with what to do', async () => {
    const world = await outgrownRole();
    const before = traces(world);

    const result = await runOnce(fullRequest, deployed());

    expect(result.status).toBe('refused');
    expect(result.findings).toContainEqual(
      expect.objectContaining({ code: 'RESOURCE_NOT_ALLOWED', subject: guestRoleArn }),
    );
    expect(traces(world)).toEqual(before);
  });

  test('Once the policy is deleted by hand it goes through, and nothing is written there', async () => {
    const world = await outgrownRole();
    delete roleAt(world, guestRoleArn).policies[policyName];
    world.faults.fail(
      ({ action, input }) =>
        /^(Put|Delete)RolePolicy$/.test(action) && input['RoleName'] === 'CognitoGuest',
      accessDenied(),
    );

    const result = await runOnce(fullRequest, deployed());

    expect(result.error).toBeUndefined();
    expect(policiesOf(world)['CognitoGuest']).toEqual({});
    expect(linkItemOf(world)?.ledger.map(({ roleArn }) => roleArn)).not.toContain(guestRoleArn);
    expect((await runOnce(fullRequest, deployed())).status).toBe('unchanged');
  });

  test('A role that the identity pool names is not read once more', async () => {
    const world = await importedAccount();
    for (const role of world.iam.roles.values()) role.tags = { 'amplify-import': 'any' };
    seedBucket(world, bucketName, { tags: { 'amplify-import': 'any' } });

    await runOnce(fullRequest, deployed());

    const { calls } = countCalls(
      world.calls.filter(({ action }) => action === 'GetRole'),
      ['iam'],
    );
    expect(calls).toBe(2);
  });
});

test('A role on which a dead run had written is not forgotten, although a read shows nothing there', async () => {
  const world = await importedAccount();
  for (const role of world.iam.roles.values()) role.tags = { 'amplify-import': 'any' };
  seedBucket(world, bucketName, { tags: { 'amplify-import': 'any' } });
  const newGuest = 'arn:aws:iam::111122223333:role/NewGuest';
  seedRole(world, newGuest, {
    trustPolicy: trustPolicy(trustStatement('unauthenticated')),
    tags: { 'amplify-import': 'any' },
  });
  const pool = world.identityPools.pools.get(identityPoolId);
  if (!pool) throw new Error('The sample account has an identity pool.');
  const roles = pool.roles;
  pool.roles = { ...roles, unauthenticated: newGuest };
  const deployed = { services: stackServices({ allowList: {} }) };
  world.iam.freezeReads();
  world.faults.kill({ action: 'PutRolePolicy', input: { RoleName: 'NewGuest' } }, 'in flight');
  await runOnce(fullRequest, deployed);
  world.faults.revive();
  pool.roles = roles;
  roleAt(world, newGuest).tags = {};

  const refused = await runOnce(fullRequest, deployed);

  world.iam.thawReads();
  const denied = refused.findings.filter(({ code }) => code === 'RESOURCE_NOT_ALLOWED');
  expect(denied.map(({ subject }) => subject)).toEqual([newGuest]);
  expect(policiesOf(world)['NewGuest']).toEqual({});
});

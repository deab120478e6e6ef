import { userPoolSlice } from '../support/builders/plan.ts';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { publishedPaths } from '../../src/domain/config/files.ts';
import { handler } from '../../functions/plan-role-policies.ts';
import { planSchema, type Plan } from '../../src/contract/plan.ts';
import { states, type StateOutput } from '../../src/contract/states.ts';
import type { AllowList } from '../../src/contract/allow.ts';
import { sha256 } from '../../src/domain/canonical.ts';
import { accessDenied, throttled } from '../support/aws-world/aws-error.ts';
import { stackServices, storedTexts } from '../support/aws-world/import-runs.ts';
import { actionsOf, countCalls } from '../support/aws-world/recorded-call.ts';
import {
  foreignPolicyName,
  roleAt,
  sampleAccount,
  seedBucket,
  type SampleAccount,
} from '../support/aws-world/sample-account.ts';
import { codes } from '../support/builders/codes.ts';
import { authRoleArn, bucketName, guestRoleArn } from '../support/builders/ids.ts';
import { aRequest, aStorageGrant, storageGrants } from '../support/builders/request.ts';
import { runData } from '../support/builders/run.ts';
import { identitySettings } from '../support/builders/settings.ts';

let world: SampleAccount;

beforeEach(() => {
  world = sampleAccount();
});

const grants = storageGrants(aStorageGrant({ authenticated: ['read'], guest: ['read'] }));

async function plan(
  overrides: Parameters<typeof aRequest>[0] = {},
  allowList: AllowList | null = null,
): Promise<{ slice: StateOutput<'Plan role policies'>; stored: Plan; text: string }> {
  const data = runData({
    request: aRequest({ grants, ...overrides }),
    userPool: userPoolSlice(),
    identityPool: { settings: identitySettings(), findings: [] },
  });
  const services = stackServices({ allowList });
  const slice = await handler(data, { services });
  const text = storedTexts(world, 'reports/')[slice.key ?? ''] ?? '';
  return { slice, stored: planSchema().parse(JSON.parse(text)), text };
}

describe('Plan role policies', () => {
  test('State data carries key, hash and counts; the plan itself lies under the run', async () => {
    const { slice, text, stored } = await plan();

    expect(states['Plan role policies'].output.parse(slice)).toEqual(slice);
    expect(slice).toEqual({
      key: 'reports/storefront/prod/run-1/plan.json',
      sha256: sha256(text),
      hash: stored.hash,
      errors: 0,
      changes: 2 + publishedPaths.length + 1,
      // The record of the link is none of the lines that people count.
      shown: 2 + publishedPaths.length,
      unannounced: true,
      revision: 1,
      agreed: null,
    });
  });

  test('It reads our policy and the names together, and foreign policies for the budget only', async () => {
    const { stored } = await plan();

    expect(countCalls(world.calls, ['iam'])).toEqual({ calls: 5, waves: 2 });
    expect(stored.roles.find(({ role }) => role === authRoleArn)?.foreign).toEqual([
      { name: foreignPolicyName, size: 39 },
    ]);
  });

  test('It writes nothing but the plan, once for the machine and once for people', async () => {
    await plan();

    const writes = actionsOf(world.calls).filter((action) => /:(?:Put|Delete|Trans)/.test(action));
    expect(writes).toEqual(['s3:PutObject', 's3:PutObject']);
    expect(Object.keys(storedTexts(world, 'reports/'))).toEqual([
      'reports/storefront/prod/run-1/plan.json',
      'reports/storefront/prod/run-1/plan.md',
    ]);
  });

  test('A role with more foreign policies than a page has all of them counted', async () => {
    const { policies } = roleAt(world, guestRoleArn);
    for (let index = 0; index < 120; index += 1) policies[`foreign-${index}`] = '{ "a": 1 }';

    const { stored } = await plan();

    const guest = stored.roles.find(({ role }) => role === guestRoleArn);
    expect(guest?.budget.used).toBe(120 * '{"a":1}'.length);
  });

  test('The region of a bucket is looked up', async () => {
    seedBucket(world, bucketName, { region: 'us-east-1' });

    const { stored } = await plan();

    const outputs = stored.files.find(({ path }) => path === 'amplify_outputs.json');
    expect(outputs?.content).toContain('"aws_region": "us-east-1"');
  });

  test('A bucket of the oldest region has it by its present name', async () => {
    seedBucket(world, bucketName, { region: 'EU' });

    const { stored } = await plan({
      grants: storageGrants(aStorageGrant({ guest: ['read'], region: 'eu-west-1' })),
    });

    expect(codes(stored.findings)).toEqual([]);
  });
});

describe('Plan role policies judges what it could not read', () => {
  test('A bucket that is not there and policies that may not be read are findings together', async () => {
    world.s3.buckets.delete(bucketName);
    world.faults.fail('iam:ListRolePolicies', accessDenied());

    const { slice, stored } = await plan();

    expect(slice.errors).toBe(3);
    expect(stored.findings.map(({ code, subject, needed }) => [code, subject, needed])).toEqual([
      ['BUCKET_NOT_FOUND', bucketName, undefined],
      ['READ_DENIED', guestRoleArn, 'iam:ListRolePolicies'],
      ['READ_DENIED', authRoleArn, 'iam:ListRolePolicies'],
    ]);
  });

  test('A bucket that may not be looked at is a finding with the action', async () => {
    world.faults.fail('s3:GetBucketLocation', accessDenied());

    const { stored } = await plan();

    expect(stored.findings).toEqual([
      expect.objectContaining({ code: 'READ_DENIED', needed: 's3:GetBucketLocation' }),
    ]);
  });

  test.each(['iam:GetRolePolicy', 's3:GetBucketLocation', 'dynamodb:GetItem', 's3:PutObject'])(
    'A throttle is AwsUnavailable: %s',
    async (call) => {
      world.faults.fail(call, throttled());

      const planning = plan();

      await expect(planning).rejects.toMatchObject({ name: 'AwsUnavailable' });
    },
  );
});

describe('Who allows what: buckets', () => {
  test('In process the tag is not even read', async () => {
    const { slice } = await plan({}, null);

    expect(slice.errors).toBe(0);
    expect(actionsOf(world.calls)).not.toContain('s3:GetBucketTagging');
  });

  test('Deployed, a bucket without the tag is a finding with the command that sets it', async () => {
    const { stored } = await plan({}, {});

    expect(stored.findings).toEqual([
      expect.objectContaining({
        code: 'RESOURCE_NOT_ALLOWED',
        subject: bucketName,
        command: expect.stringContaining(
          `tag-resources --region eu-west-1 --resource-arn-list arn:aws:s3:::${bucketName}`,
        ),
      }),
    ]);
  });

  test.each(['any', 'backoffice storefront'])('The tag "%s" allows', async (value) => {
    seedBucket(world, bucketName, { tags: { team: 'web', 'amplify-import': value } });

    const { slice } = await plan({}, {});

    expect(slice.errors).toBe(0);
  });

  test("A pattern of the stack's context allows for its own app only", async () => {
    const own = await plan({}, { storefront: ['arn:aws:s3:::storefront-*'] });
    const others = await plan({}, { backoffice: ['arn:aws:s3:::storefront-*'] });

    expect(own.slice.errors).toBe(0);
    expect(codes(others.stored.findings)).toEqual(['RESOURCE_NOT_ALLOWED']);
  });

  test('A tag that may not be read is a finding with the action', async () => {
    world.faults.fail('s3:GetBucketTagging', accessDenied());

    const { stored } = await plan({}, {});

    expect(stored.findings).toEqual([
      expect.objectContaining({ code: 'READ_DENIED', needed: 's3:GetBucketTagging' }),
    ]);
  });
});

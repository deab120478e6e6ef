import { beforeEach, describe, expect, test } from '@jest/globals';

import { handler } from '../../functions/plan-role-policies.ts';
import { planSchema, type Plan } from '../../src/contract/plan.ts';
import type { AllowList } from '../../src/contract/allow.ts';
import { accessDenied, throttled } from '../support/aws-world/aws-error.ts';
import {
  fullRequest,
  runOnce,
  stackServices,
  storedTexts,
} from '../support/aws-world/import-runs.ts';
import { actionsOf } from '../support/aws-world/recorded-call.ts';
import {
  sampleAccount,
  seedBucket,
  type SampleAccount,
} from '../support/aws-world/sample-account.ts';
import { codes } from '../support/builders/codes.ts';
import {
  clicksArn,
  everyCategory,
  graphqlApiId,
  restApiId,
  someGrants,
  type WrittenGrants,
} from '../support/builders/grants.ts';
import { bucketName, userPoolId } from '../support/builders/ids.ts';
import { userPoolSlice } from '../support/builders/plan.ts';
import { aRequest } from '../support/builders/request.ts';
import { runData } from '../support/builders/run.ts';
import { identitySettings } from '../support/builders/settings.ts';

let world: SampleAccount;

beforeEach(() => {
  world = sampleAccount();
});

async function plan(written: WrittenGrants, allowList: AllowList | null = null): Promise<Plan> {
  const data = runData({
    request: aRequest({ grants: someGrants(written) }),
    userPool: userPoolSlice(),
    identityPool: { settings: identitySettings(), findings: [] },
  });
  const { key } = (await handler(data, { services: stackServices({ allowList }) })) as {
    key: string;
  };
  return planSchema().parse(JSON.parse(storedTexts(world, 'reports/')[key] ?? ''));
}

const graphql = (region: string | null): WrittenGrants => ({
  graphql: [{ api: graphqlApiId, region, authenticated: true }],
});
const policies = ({ roles }: Plan) => roles.map(({ after }) => after ?? '').join('\n');

describe('Plan role policies looks up what is granted', () => {
  test('in its own region, and grants it there', async () => {
    const arn = `arn:aws:appsync:us-east-1:111122223333:apis/${graphqlApiId}`;
    world.appsync.apis.put('us-east-1', graphqlApiId, { arn, authenticationType: 'AWS_IAM' });

    const made = await plan(graphql('us-east-1'));

    expect(made.findings).toEqual([]);
    expect(policies(made)).toContain(`${arn}/*`);
    expect(world.calls.find(({ service }) => service === 'appsync')?.region).toBe('us-east-1');
  });

  test('and nowhere else', async () => {
    const { findings } = await plan(graphql('us-east-1'));

    expect(findings).toEqual([
      expect.objectContaining({
        code: 'RESOURCE_NOT_FOUND',
        message: `There is no GraphQL API ${graphqlApiId} in us-east-1.`,
      }),
    ]);
  });

  test('in one wave, each resource once, and not at all what a prediction needs', async () => {
    const { storage: _storage, ...written } = everyCategory;
    const twice = { api: graphqlApiId, guest: ['Query.*'] };

    await plan({ ...written, graphql: [twice, ...(written.graphql ?? [])] });

    const looked = actionsOf(world.calls).filter((action) => /:(?:Get|Describe)/.test(action));
    expect(looked.filter((action) => action === 'appsync:GetGraphqlApi')).toHaveLength(1);
    expect(looked.filter((action) => action.startsWith('geo:'))).toHaveLength(4);
    expect(looked.some((action) => /^(?:translate|polly|transcribe)/.test(action))).toBe(false);
  });

  test('a bucket by four calls in process, and by one more where its owner must allow it', async () => {
    const storage = [{ bucket: bucketName, guest: ['read' as const] }];
    await plan({ storage });
    const inProcess = actionsOf(world.calls).filter((action) => action.startsWith('s3:GetBucket'));
    world.forgetCalls();

    await plan({ storage }, {});

    const deployed = actionsOf(world.calls).filter((action) => action.startsWith('s3:GetBucket'));
    expect(inProcess).toHaveLength(4);
    expect(deployed).toHaveLength(5);
  });
});

describe('Plan role policies judges what it could not look up', () => {
  test('denied: the action that is missing', async () => {
    world.faults.fail('apigateway:GetResources', accessDenied());

    const { findings } = await plan({
      rest: [{ api: restApiId, stage: 'prod', paths: [{ path: '/', guest: ['read'] }] }],
    });

    expect(findings).toEqual([
      expect.objectContaining({
        code: 'READ_DENIED',
        severity: 'error',
        subject: restApiId,
        needed: 'apigateway:GET',
      }),
    ]);
  });

  test.each([
    ['another account', clicksArn.replace('111122223333', '999988887777')],
    ['another partition', clicksArn.replace('arn:aws:', 'arn:aws-cn:')],
  ])('of %s: nobody looks, and nothing is granted', async (_, stream) => {
    const made = await plan({ analytics: [{ stream, authenticated: true }] });

    expect(codes(made.findings)).toEqual(['RESOURCE_OTHER_ACCOUNT']);
    expect(actionsOf(world.calls)).not.toContain('kinesis:DescribeStreamSummary');
    expect(policies(made)).not.toContain('kinesis');
  });

  test('of another account: not what has the same name here, when nobody says which account this is', async () => {
    world.faults.fail('sts:GetCallerIdentity', accessDenied());
    const stream = clicksArn.replace('111122223333', '999988887777');

    const made = await plan({ analytics: [{ stream, authenticated: true }] });

    expect(codes(made.findings)).toEqual(['RESOURCE_OTHER_ACCOUNT']);
  });

  test('a bucket of another account: either that, or a right that is missing', async () => {
    seedBucket(world, bucketName, { owner: '999988887777' });

    const made = await plan({ storage: [{ bucket: bucketName, authenticated: ['read'] }] });

    expect(made.findings).toContainEqual(
      expect.objectContaining({
        code: 'READ_DENIED',
        severity: 'error',
        subject: bucketName,
        message: expect.stringContaining('or it belongs to another account'),
        resolution: expect.stringContaining('Allow s3:GetBucketLocation'),
      }),
    );
    expect(policies(made)).not.toContain(bucketName);
  });

  test('busy: the step is tried again', async () => {
    world.faults.fail('appsync:GetGraphqlApi', throttled());

    await expect(plan(graphql(null))).rejects.toMatchObject({ name: 'AwsUnavailable' });
  });

  test('without the tag of its owner: not in process, but deployed', async () => {
    expect((await plan(graphql(null))).findings).toEqual([]);
    expect(codes((await plan(graphql(null), {})).findings)).toContain('RESOURCE_NOT_ALLOWED');
  });
});

describe('A GraphQL API that takes the tokens of the user pool', () => {
  const { identityPoolId: _identityPoolId, grants: _grants, ...userPoolOnly } = fullRequest;

  test('is imported for without an identity pool, and the result says that none is needed', async () => {
    world.appsync.apis.put('eu-west-1', graphqlApiId, {
      arn: `arn:aws:appsync:eu-west-1:111122223333:apis/${graphqlApiId}`,
      authenticationType: 'AMAZON_COGNITO_USER_POOLS',
      userPoolConfig: { userPoolId, awsRegion: 'eu-west-1', defaultAction: 'ALLOW' },
    });

    const result = await runOnce({ ...userPoolOnly, grants: graphql(null) });

    expect(result.status).toBe('published');
    expect(codes(result.findings)).toEqual(
      expect.arrayContaining(['USER_POOL_ONLY', 'API_NEEDS_NO_GRANT']),
    );
  });

  test('beside IAM, which opens all that its schema does not mark, needs an identity pool', async () => {
    const result = await runOnce({ ...userPoolOnly, grants: graphql(null) });

    expect(result.status).toBe('refused');
    expect(codes(result.findings)).toContain('IDENTITY_POOL_NEEDED');
    expect(codes(result.findings)).not.toContain('API_NEEDS_NO_GRANT');
  });

  test('needs no identity pool either when it names the app clients that are published', async () => {
    world.appsync.apis.put('eu-west-1', graphqlApiId, {
      arn: `arn:aws:appsync:eu-west-1:111122223333:apis/${graphqlApiId}`,
      authenticationType: 'AMAZON_COGNITO_USER_POOLS',
      userPoolConfig: {
        userPoolId,
        awsRegion: 'eu-west-1',
        defaultAction: 'ALLOW',
        appIdClientRegex: `^${fullRequest.webClientId}$`,
      },
    });

    expect((await runOnce({ ...userPoolOnly, grants: graphql(null) })).status).toBe('published');
  });

  test.each<[string, object, readonly string[]]>([
    ['for other app clients', { appIdClientRegex: '^other$' }, ['API_TRUSTS_OTHER_CLIENTS']],
    ['whatever names no group', { defaultAction: 'DENY' }, []],
  ])('is refused without an identity pool when it denies %s', async (_, config, told) => {
    world.appsync.apis.put('eu-west-1', graphqlApiId, {
      arn: `arn:aws:appsync:eu-west-1:111122223333:apis/${graphqlApiId}`,
      authenticationType: 'AMAZON_COGNITO_USER_POOLS',
      userPoolConfig: { userPoolId, awsRegion: 'eu-west-1', defaultAction: 'ALLOW', ...config },
    });

    const result = await runOnce({ ...userPoolOnly, grants: graphql(null) });

    expect(result.status).toBe('refused');
    expect(codes(result.findings)).toEqual(
      expect.arrayContaining(['IDENTITY_POOL_NEEDED', 'API_WITHOUT_IAM', ...told]),
    );
  });

  test('is refused for another pool', async () => {
    world.appsync.apis.put('eu-west-1', graphqlApiId, {
      arn: `arn:aws:appsync:eu-west-1:111122223333:apis/${graphqlApiId}`,
      authenticationType: 'AMAZON_COGNITO_USER_POOLS',
      userPoolConfig: {
        userPoolId: userPoolId.replace('AbC', 'XyZ'),
        awsRegion: 'eu-west-1',
        defaultAction: 'ALLOW',
      },
    });

    const result = await runOnce({ ...userPoolOnly, grants: graphql(null) });

    expect(result.status).toBe('refused');
    expect(codes(result.findings)).toEqual(
      expect.arrayContaining(['IDENTITY_POOL_NEEDED', 'API_TRUSTS_OTHER_POOL', 'API_WITHOUT_IAM']),
    );
  });
});

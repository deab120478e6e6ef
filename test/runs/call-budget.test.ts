import { describe, expect, test } from '@jest/globals';
import type { AwsWorld } from '../support/aws-world/aws-world.ts';
import { fullRequest, runOnce } from '../support/aws-world/import-runs.ts';
import { actionsOf, countCalls, type ServiceName } from '../support/aws-world/recorded-call.ts';
import { bareAccount, sampleAccount } from '../support/aws-world/sample-account.ts';
import { nativeClientId, webClientId } from '../support/builders/ids.ts';

const request = { ...fullRequest, nativeClientId };
const account: readonly ServiceName[] = ['cognito-idp', 'cognito-identity', 'iam'];

/** Two hundred more pools of both kinds, with clients of their own. */
function crowd(world: AwsWorld): void {
  const [users, identities] = [world.userPools.pools, world.identityPools.pools];
  for (let index = 0; index < 200; index += 1) {
    users.set(`eu-west-1_other${index}`, structuredClone([...users.values()][0]!));
    identities.set(`eu-west-1:other${index}`, structuredClone([...identities.values()][0]!));
  }
}

describe('Calls to Cognito and IAM, with client ids given and no foreign policies', () => {
  test.each([
    ['an account of its own', () => {}],
    ['among two hundred other pools', crowd],
  ])('A full import: at most 20 in 6 waves, in %s', async (_case, prepare) => {
    const world = bareAccount();
    prepare(world);

    await runOnce(request);

    const { calls, waves } = countCalls(world.calls, account);
    expect({ calls, waves }).toEqual({ calls: 20, waves: 6 });
  });

  test.each([
    ['an account of its own', () => {}],
    ['among two hundred other pools', crowd],
  ])('A run with nothing to do: at most 16 in 4 waves, in %s', async (_case, prepare) => {
    const world = bareAccount();
    prepare(world);
    await runOnce(request);
    world.forgetCalls();

    const result = await runOnce(request);

    expect(result.status).toBe('unchanged');
    expect(countCalls(world.calls, account)).toEqual({ calls: 16, waves: 4 });
  });

  test('Foreign policies cost one wave more, however many there are', async () => {
    const world = sampleAccount();
    for (const role of world.iam.roles.values()) {
      for (let index = 0; index < 5; index += 1) role.policies[`foreign-${index}`] = '{}';
    }

    await runOnce(request);

    expect(countCalls(world.calls, account).waves).toBe(7);
  });
});

describe('User pool only', () => {
  const { identityPoolId: _identityPoolId, grants: _grants, ...userPoolOnly } = request;

  test('No call to IAM and none to identity pools is made', async () => {
    const world = sampleAccount();

    const result = await runOnce(userPoolOnly);

    expect(result.status).toBe('published');
    expect(countCalls(world.calls, ['iam', 'cognito-identity'])).toEqual({ calls: 0, waves: 0 });
    expect(countCalls(world.calls, ['cognito-idp'])).toEqual({ calls: 7, waves: 1 });
  });

  test('The report says so', async () => {
    sampleAccount();

    const result = await runOnce(userPoolOnly);

    expect(result.findings).toContainEqual(expect.objectContaining({ code: 'USER_POOL_ONLY' }));
  });
});

describe('The list of secrets of an app client', () => {
  const askedOf = async (overrides: object, change: (world: AwsWorld) => void = () => {}) => {
    const world = sampleAccount();
    change(world);
    await runOnce({ ...request, ...overrides });
    const asked = world.calls.filter(({ action }) => action === 'ListUserPoolClientSecrets');
    return asked.map(({ input }) => input['ClientId']);
  };

  test('Is read of the web client, and of no other that shows a secret anyway', async () => {
    expect(await askedOf({})).toEqual([webClientId]);
    expect(await askedOf({ webClientId: undefined })).toEqual([webClientId]);
  });

  test('Is read of a native client that shows none, once where it is the web client', async () => {
    const withoutSecrets = (world: AwsWorld) => {
      const [seeded] = world.userPools.pools.values();
      for (const client of seeded?.clients ?? []) delete client.ClientSecret;
    };

    expect(await askedOf({}, withoutSecrets)).toEqual([webClientId, nativeClientId]);
    expect(await askedOf({ nativeClientId: webClientId }, withoutSecrets)).toEqual([webClientId]);
  });
});

describe('The policy of a bucket', () => {
  const bucket = fullRequest.grants.storage[0].bucket;
  const readsOf = async (overrides: object) => {
    const world = sampleAccount();
    await runOnce({ ...request, ...overrides });
    const reads = ['s3:GetBucketLocation', 's3:GetBucketPolicy'];
    return actionsOf(world.calls).filter((action) => reads.includes(action));
  };

  test('Is read once for all who are granted something on it', async () => {
    expect(await readsOf({})).toEqual(['s3:GetBucketLocation', 's3:GetBucketPolicy']);
  });

  test.each([
    ['nobody is granted anything', { grants: { storage: [{ bucket, authenticated: [] }] } }],
    ['no role could be', { identityPoolId: null }],
  ])('Is not read where %s', async (_case, overrides) => {
    expect(await readsOf(overrides)).toEqual(['s3:GetBucketLocation']);
  });
});

describe('Read-only on Cognito', () => {
  test('Over a full import, a change and a no-op nothing but the known reads reaches Cognito', async () => {
    const world = sampleAccount();
    await runOnce(fullRequest);
    await runOnce(request);
    await runOnce({ ...fullRequest, grants: { storage: [] } });
    const { webClientId: _webClientId, ...unnamed } = fullRequest;

    await runOnce(unnamed);

    const toCognito = world.calls.filter(({ service }) => service.startsWith('cognito-'));
    expect([...new Set(actionsOf(toCognito))].toSorted()).toEqual([
      'cognito-identity:DescribeIdentityPool',
      'cognito-identity:GetIdentityPoolRoles',
      'cognito-identity:GetPrincipalTagAttributeMap',
      'cognito-idp:DescribeUserPool',
      'cognito-idp:DescribeUserPoolClient',
      'cognito-idp:GetUserPoolMfaConfig',
      'cognito-idp:ListGroups',
      'cognito-idp:ListIdentityProviders',
      'cognito-idp:ListUserPoolClientSecrets',
      'cognito-idp:ListUserPoolClients',
    ]);
  });
});

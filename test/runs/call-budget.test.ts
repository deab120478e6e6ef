import { describe, expect, test } from '@jest/globals';
import type { RunEnvironment } from '../../src/engine/run-to-end.ts';
import { memoryAccount } from '../engine/memory-account.ts';
import type { AwsWorld } from '../support/aws-world/aws-world.ts';
import { fullRequest, runOnce, stackServices } from '../support/aws-world/import-runs.ts';
import { actionsOf, countCalls, type ServiceName } from '../support/aws-world/recorded-call.ts';
import { bareAccount, sampleAccount, seedRole } from '../support/aws-world/sample-account.ts';
import { groupRoleArn } from '../support/builders/groups.ts';
import { trustPolicy, trustStatement } from '../support/builders/identity-pool.ts';
import {
  bucketName,
  identityPoolId,
  nativeClientId,
  providerName,
  userPoolId,
  webClientId,
} from '../support/builders/ids.ts';

const request = { ...fullRequest, nativeClientId };
const { grants: _grants, ...withoutGrants } = request;
const account: readonly ServiceName[] = ['cognito-idp', 'cognito-identity', 'iam'];

/** Two hundred more pools of both kinds, with clients of their own. */
function crowd(world: AwsWorld): void {
  const [users, identities] = [world.userPools.pools, world.identityPools.pools];
  for (let index = 0; index < 200; index += 1) {
    users.set(`eu-west-1_other${index}`, structuredClone([...users.values()][0]!));
    identities.set(`eu-west-1:other${index}`, structuredClone([...identities.values()][0]!));
  }
}

/** Each role has five policies of others. */
function foreignAccount(): AwsWorld {
  const world = bareAccount();
  for (const role of world.iam.roles.values()) {
    for (let index = 0; index < 5; index += 1) role.policies[`foreign-${index}`] = '{}';
  }
  return world;
}

/** Two groups lead to roles of their own; the request grants to one of them. */
const toGroup = {
  ...request,
  grants: { storage: [{ bucket: bucketName, groups: { admins: ['read'] } }] },
};
function groupAccount(): AwsWorld {
  const world = bareAccount();
  const groups = ['admins', 'staff'].map((GroupName) => ({
    GroupName,
    RoleArn: groupRoleArn(GroupName),
  }));
  const mapping = { Type: 'Token', AmbiguousRoleResolution: 'AuthenticatedRole' } as const;
  world.userPools.pools.get(userPoolId)!.groups = groups;
  world.identityPools.pools.get(identityPoolId)!.roleMappings = Object.fromEntries(
    [webClientId, nativeClientId].map((client) => [`${providerName}:${client}`, mapping]),
  );
  for (const { RoleArn } of groups) {
    seedRole(world, RoleArn, { trustPolicy: trustPolicy(trustStatement('authenticated')) });
  }
  return world;
}

/** Imports, each in a process of its own, into one store that is no service: as a folder is none. */
function importsInFolder(how: Pick<RunEnvironment, 'readsApart'> = {}) {
  const { configStore, linkStore } = memoryAccount().services;
  const putEvents = async () => ({ answer: {}, starts: [] });
  return (input: unknown) =>
    runOnce(input, { services: stackServices({ configStore, linkStore }), putEvents, ...how });
}

describe('Calls to Cognito and IAM where each state reads for itself, as it does deployed', () => {
  test.each([
    ['no foreign policies', bareAccount, { calls: 20, waves: 6 }, { calls: 16, waves: 4 }],
    ['five on each role', foreignAccount, { calls: 30, waves: 7 }, { calls: 26, waves: 5 }],
  ])('With %s', async (_case, makeAccount, first, unchanged) => {
    const world = makeAccount();
    const importOnce = importsInFolder({ readsApart: true });

    await importOnce(request);
    const ofFirst = countCalls(world.calls, account);
    world.forgetCalls();
    const { status } = await importOnce(request);

    expect(status).toBe('unchanged');
    expect([ofFirst, countCalls(world.calls, account)]).toEqual([first, unchanged]);
  });
});

describe('Calls to Cognito and IAM, with client ids given and no foreign policies', () => {
  test.each([
    ['an account of its own', () => {}],
    ['among two hundred other pools', crowd],
  ])('20 for a full import and 16 for a run with nothing to do, in %s', async (_case, prepare) => {
    const world = bareAccount();
    prepare(world);
    const importOnce = importsInFolder();

    await importOnce(request);
    const full = countCalls(world.calls, account);
    world.forgetCalls();
    const { status } = await importOnce(request);

    expect(status).toBe('unchanged');
    expect([full, countCalls(world.calls, account)]).toEqual([
      { calls: 20, waves: 4 },
      { calls: 16, waves: 2 },
    ]);
  });
});

describe('Calls to all services in process', () => {
  test.each([
    ['a bucket', request, bareAccount, { calls: 25, waves: 4 }, { calls: 21, waves: 2 }],
    ['no grant', withoutGrants, bareAccount, { calls: 16, waves: 2 }, { calls: 16, waves: 2 }],
    [
      'a bucket, and roles with other inline policies',
      request,
      foreignAccount,
      { calls: 35, waves: 5 },
      { calls: 31, waves: 3 },
    ],
    [
      'no grant, and roles with other inline policies',
      withoutGrants,
      foreignAccount,
      { calls: 26, waves: 3 },
      { calls: 26, waves: 3 },
    ],
    ['a group', toGroup, groupAccount, { calls: 27, waves: 4 }, { calls: 25, waves: 2 }],
  ])('With %s', async (_case, input, makeAccount, first, unchanged) => {
    const world = makeAccount();
    const importOnce = importsInFolder();

    const published = await importOnce(input);
    const ofFirst = countCalls(world.calls);
    world.forgetCalls();
    const again = await importOnce(input);

    expect([published.status, again.status]).toEqual(['published', 'unchanged']);
    expect([ofFirst, countCalls(world.calls)]).toEqual([first, unchanged]);
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

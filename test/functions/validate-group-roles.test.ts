import { beforeEach, describe, expect, test } from '@jest/globals';
import { handler } from '../../functions/validate-identity-pool.ts';
import { accountServices } from '../../src/aws/account/account-services.ts';
import { identityPoolReads } from '../../src/contract/cognito-reads.ts';
import { stackServices } from '../support/aws-world/import-runs.ts';
import { actionsOf, countCalls } from '../support/aws-world/recorded-call.ts';
import {
  sampleAccount,
  seedRole,
  type SampleAccount,
} from '../support/aws-world/sample-account.ts';
import { codes } from '../support/builders/codes.ts';
import {
  admins,
  aRoleMapping,
  beta,
  groupRoleArn,
  poolWithGroups,
  staff,
} from '../support/builders/groups.ts';
import { trustPolicy, trustStatement } from '../support/builders/identity-pool.ts';
import { identityPoolId } from '../support/builders/ids.ts';
import { userPoolSlice } from '../support/builders/plan.ts';
import { aRequest, aStorageGrant, storageGrants } from '../support/builders/request.ts';
import { runData } from '../support/builders/run.ts';

let world: SampleAccount;

beforeEach(() => {
  world = sampleAccount();
});

const validate = async (
  request: Parameters<typeof aRequest>[0] = {},
  userPool = userPoolSlice(),
  services = stackServices(),
) => await handler(runData({ request: aRequest(request), userPool }), { services });

const pool = () => world.identityPools.pools.get(identityPoolId);

describe('Validate identity pool with groups', () => {
  const granting = {
    grants: storageGrants(aStorageGrant({ groups: { admins: ['read'], beta: ['read'] } })),
  };
  const userPool = poolWithGroups([admins, staff, beta], ['admins', 'beta']);

  beforeEach(() => {
    const mapping = { Type: 'Token', AmbiguousRoleResolution: 'Deny' } as const;
    const seeded = pool();
    if (seeded) seeded.roleMappings = { [aRoleMapping().provider]: mapping };
    for (const group of ['admins', 'staff']) {
      seedRole(world, groupRoleArn(group), {
        trustPolicy: trustPolicy(trustStatement('authenticated')),
      });
    }
  });

  test('W-30: Roles of groups, granted or not, are read with the others, in the same wave', async () => {
    const slice = await validate(granting, userPool);

    expect(codes(slice.findings)).toEqual(['GROUP_ROLE_MISSING', 'ROLE_MAPPING_DENIES_USERS']);
    expect(slice.settings?.roles.map(({ kind, reach }) => [kind, reach])).toEqual([
      ['authenticated', 'nobody'],
      ['guest', 'everyone'],
      ['group', 'everyone'],
    ]);
    expect(countCalls(world.calls, ['iam'])).toEqual({ calls: 4, waves: 1 });
  });

  test('S6: Roles and mappings of the pool are only read', async () => {
    const before = structuredClone(pool());

    await validate(granting, userPool);

    const asked = actionsOf(world.calls).filter((action) => action.startsWith('cognito-'));
    expect(asked.toSorted()).toEqual([
      'cognito-identity:DescribeIdentityPool',
      'cognito-identity:GetIdentityPoolRoles',
      'cognito-identity:GetPrincipalTagAttributeMap',
    ]);
    expect(pool()).toEqual(before);
  });
});

describe('Validate identity pool beyond its own account', () => {
  const readRoleArn = 'arn:aws:iam::999988887777:role/reader';
  const nowhere = { status: 'not-found' } as const;
  const notHere = {
    list: async () => nowhere,
    identityPool: async () => nowhere,
    roles: async () => nowhere,
    principalTags: async () => nowhere,
  };

  test('A pool that only readRoleArn finds is told, and no role of it is asked for', async () => {
    const services = stackServices({ identityPools: notHere, central: () => accountServices() });

    const slice = await validate({ readRoleArn }, userPoolSlice(), services);

    expect(slice.settings?.roles).toEqual([]);
    expect(slice.findings).toEqual([
      expect.objectContaining({
        code: 'IDENTITY_POOL_OTHER_ACCOUNT',
        needed: 'account 111122223333',
      }),
    ]);
    expect(actionsOf(world.calls)).not.toContain('iam:GetRole');
  });

  test('Of such a pool no more is read than readRoleArn has to allow', async () => {
    const services = stackServices({ identityPools: notHere, central: () => accountServices() });

    await validate({ readRoleArn }, userPoolSlice(), services);

    const asked = actionsOf(world.calls).filter((action) => action.startsWith('cognito-'));
    expect(asked.toSorted()).toEqual([...identityPoolReads].toSorted());
  });

  test('T-11: What is not the ARN of a role is not asked for', async () => {
    const seeded = pool();
    if (seeded) seeded.roles['authenticated'] = 'arn:aws:iam::111122223333:my-auth-role';

    const slice = await validate();

    expect(codes(slice.findings)).toEqual(['ROLE_NOT_FOUND']);
    expect(countCalls(world.calls, ['iam']).calls).toBe(1);
  });

  test('D-6: The account is asked for when a role is not there, and told', async () => {
    const seeded = pool();
    if (seeded) seeded.roles['unauthenticated'] = 'arn:aws:iam::444455556666:role/Theirs';

    const slice = await validate();

    expect(slice.findings).toEqual([
      expect.objectContaining({
        code: 'ROLE_OTHER_ACCOUNT',
        found: 'account 444455556666',
        needed: 'account 111122223333',
      }),
    ]);
    expect(actionsOf(world.calls)).toContain('sts:GetCallerIdentity');
  });
});

import { beforeEach, describe, expect, test } from '@jest/globals';
import { handler as validateIdentityPool } from '../../functions/validate-identity-pool.ts';
import { handler as validateUserPool } from '../../functions/validate-user-pool.ts';
import type { Finding } from '../../src/contract/findings.ts';
import { awsError } from '../support/aws-world/aws-error.ts';
import { stackServices } from '../support/aws-world/import-runs.ts';
import type { RecordedCall } from '../support/aws-world/recorded-call.ts';
import { sampleAccount, type SampleAccount } from '../support/aws-world/sample-account.ts';
import { codes } from '../support/builders/codes.ts';
import { guestRoleArn, identityPoolId, userPoolId } from '../support/builders/ids.ts';
import { userPoolSlice } from '../support/builders/plan.ts';
import { aRequest, aStorageGrant, storageGrants } from '../support/builders/request.ts';
import { runData } from '../support/builders/run.ts';

/** Names that AWS refuses to look for, and regions that refuse to be asked: findings, never faults. */

let world: SampleAccount;

beforeEach(() => {
  world = sampleAccount();
});

const account = (answer: string | null) =>
  stackServices({ account: () => Promise.resolve(answer) });
const ofUserPool = async (
  request: Parameters<typeof aRequest>[0],
  services = account('111122223333'),
) =>
  await validateUserPool(runData({ request: aRequest(request) }), {
    services,
  });
const ofIdentityPool = async (
  request: Parameters<typeof aRequest>[0],
  services = account('111122223333'),
) =>
  await validateIdentityPool(runData({ request: aRequest(request), userPool: userPoolSlice() }), {
    services,
  });
const errorsOf = (findings: readonly Finding[]) =>
  findings.filter(({ severity }) => severity === 'error');

describe('A region that there is not', () => {
  beforeEach(() => {
    for (const service of ['cognito-idp', 'cognito-identity'] as const) {
      const hostname = `${service}.eu-west-9.amazonaws.com`;
      const error = new Error(`getaddrinfo ENOTFOUND ${hostname}`);
      world.faults.fail(
        (call: RecordedCall) => call.service === service && call.region === 'eu-west-9',
        Object.assign(error, { code: 'ENOTFOUND', hostname }),
      );
    }
  });

  test('of a user pool is a finding that doubts it', async () => {
    const { findings } = await ofUserPool({ userPoolId: 'eu-west-9_AbCdEfGhI' });

    expect(errorsOf(findings)).toEqual([
      expect.objectContaining({
        code: 'USER_POOL_NOT_FOUND',
        message: expect.stringContaining('No region eu-west-9 is known'),
      }),
    ]);
  });

  test('of an identity pool is a finding that doubts it', async () => {
    const id = identityPoolId.replace('eu-west-1', 'eu-west-9');

    const { findings } = await ofIdentityPool({ identityPoolId: id });

    expect(errorsOf(findings)).toEqual([
      expect.objectContaining({
        code: 'IDENTITY_POOL_NOT_FOUND',
        message: expect.stringContaining('No region eu-west-9 is known'),
      }),
    ]);
  });
});

describe('A region that is not enabled for the account', () => {
  beforeEach(() => {
    world.faults.fail(
      (call: RecordedCall) => call.region === 'eu-south-2',
      awsError('UnrecognizedClientException', 400, 'The security token is invalid.'),
    );
  });
  const there = {
    userPoolId: userPoolId.replace('eu-west-1', 'eu-south-2'),
    identityPoolId: identityPoolId.replace('eu-west-1', 'eu-south-2'),
  };

  test('is a finding of the pool that lies there', async () => {
    const found = [await ofUserPool(there), await ofIdentityPool(there)];

    expect(found.map(({ findings }) => codes(errorsOf(findings)))).toEqual([
      ['REGION_NOT_ENABLED'],
      ['REGION_NOT_ENABLED'],
    ]);
  });

  test('is not blamed for credentials that are good nowhere', async () => {
    await expect(ofUserPool(there, account(null))).rejects.toThrow('no usable AWS credentials');
    await expect(ofIdentityPool(there, account(null))).rejects.toThrow('no usable AWS');
  });
});

test.each([
  'arn:aws:iam::111122223333:role/',
  'arn:aws:iam::111122223333:role/No such name',
  'arn:aws:iam::111122223333:role/path/',
])('A role that cannot be is not asked for: %s', async (arn) => {
  const pool = world.identityPools.pools.get(identityPoolId);
  if (pool) pool.roles = { authenticated: arn, unauthenticated: guestRoleArn };

  const { findings } = await ofIdentityPool({});

  const asked = world.calls.filter(({ action }) => action === 'GetRole');
  expect(asked.map(({ input }) => input['RoleName'])).toEqual(['CognitoGuest']);
  expect(errorsOf(findings)).toEqual([
    expect.objectContaining({
      code: 'ROLE_NOT_FOUND',
      message: `${arn} is not the ARN of a role.`,
    }),
  ]);
});

describe('Groups beyond the first page', () => {
  beforeEach(() => {
    world.userPools.pools
      .get(userPoolId)
      ?.groups.push(...Array.from({ length: 61 }, (_, index) => ({ GroupName: `group${index}` })));
  });
  const askedFor = () => world.calls.filter(({ action }) => action === 'GetGroup');

  test('are asked for five at a time', async () => {
    const names = Array.from({ length: 12 }, (_, index) => [`more${index}`, ['read' as const]]);
    const groups = Object.fromEntries(names) as Record<string, 'read'[]>;

    await ofUserPool({ grants: storageGrants(aStorageGrant({ groups })) });

    const waves = askedFor().map(({ wave }) => wave);
    const sizes = [...new Set(waves)].map((wave) => waves.filter((one) => one === wave).length);
    expect(sizes).toEqual([5, 5, 2]);
  });
});

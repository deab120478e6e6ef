import { describe, expect, test } from '@jest/globals';
import { accessDenied, awsError, throttled } from '../support/aws-world/aws-error.ts';
import type { AwsWorld } from '../support/aws-world/aws-world.ts';
import {
  fullRequest,
  importedAccount,
  linkItemOf,
  policiesOf,
  runOnce,
  storedTexts,
} from '../support/aws-world/import-runs.ts';
import { sampleAccount } from '../support/aws-world/sample-account.ts';
import { codes } from '../support/builders/codes.ts';
import { userPoolId } from '../support/builders/ids.ts';
import { link } from '../support/builders/link.ts';

/** What the incumbent reports as success, or swallows, when a pool cannot be read any more. */

/** What must be as it was. */
const kept = (world: AwsWorld) => ({
  config: storedTexts(world),
  policies: policiesOf(world),
  request: linkItemOf(world)?.request,
});

describe('A user pool that is gone', () => {
  test('D-7, D-10, T-5: a link that was imported is refused, and what it published stays', async () => {
    const world = await importedAccount();
    const before = kept(world);
    world.userPools.pools.clear();

    const result = await runOnce(link);

    expect(result.status).toBe('refused');
    expect(result.error?.name).toBe('ImportRefused');
    expect(codes(result.findings)).toContain('USER_POOL_NOT_FOUND');
    expect(Object.keys(before.config)).not.toEqual([]);
    expect(kept(world)).toEqual(before);
  });

  test('D-8, T-4: a first import is refused with the id and the region that was asked', async () => {
    const world = sampleAccount();
    world.userPools.pools.clear();

    const result = await runOnce(fullRequest);

    const [told] = result.findings.filter(({ code }) => code === 'USER_POOL_NOT_FOUND');
    expect(result.status).toBe('refused');
    expect(told?.message).toContain(userPoolId);
    expect(told?.message).toContain('eu-west-1');
    expect(storedTexts(world)).toEqual({});
  });

  test('E-19: deleted with its identity pool and roles, the link can still be pointed elsewhere', async () => {
    const world = await importedAccount();
    const [seeded] = [...world.userPools.pools.values()];
    world.userPools.pools.clear();
    world.identityPools.pools.clear();
    world.iam.roles.clear();
    const another = 'eu-west-1_Successor';
    if (seeded) {
      seeded.pool.Id = another;
      for (const client of seeded.clients) client.UserPoolId = another;
      world.userPools.pools.set(another, seeded);
    }
    const { webClientId } = fullRequest;

    const result = await runOnce({ ...link, userPoolId: another, webClientId });

    expect(result.status).toBe('published');
    expect(storedTexts(world)['config/storefront/prod/aws-exports.js']).toContain(another);
    expect(linkItemOf(world)?.ledger).toEqual([]);
  });
});

describe('Any other error of a read', () => {
  test.each([
    ['denied', accessDenied(), 'refused', 'ImportRefused', 'cognito-idp:DescribeUserPool'],
    ['throttled', throttled(), 'failed', 'AwsUnavailable', 'ThrottlingException'],
    [
      'too many requests',
      awsError('TooManyRequestsException', 400),
      'failed',
      'AwsUnavailable',
      'TooManyRequestsException',
    ],
    [
      'an internal error',
      awsError('InternalErrorException', 500),
      'failed',
      'AwsUnavailable',
      'InternalErrorException',
    ],
    [
      'an answer that nobody expects',
      awsError('InvalidParameterException', 400),
      'failed',
      'AwsFault',
      'InvalidParameterException',
    ],
  ])('D-9, W-24: is never swallowed: %s', async (_case, error, status, name, word) => {
    const world = await importedAccount();
    const before = kept(world);
    world.faults.fail('cognito-idp:DescribeUserPool', error);

    const result = await runOnce(link);

    expect(result.status).toBe(status);
    expect(result.error?.name).toBe(name);
    expect(result.error?.message).toContain(word);
    expect(kept(world)).toEqual(before);
  });

  test('V-1: what MFA is cannot be read: the import is refused instead of publishing half of it', async () => {
    const world = sampleAccount();
    world.faults.fail('cognito-idp:GetUserPoolMfaConfig', accessDenied());

    const result = await runOnce(fullRequest);

    expect(result.findings).toContainEqual(
      expect.objectContaining({ code: 'READ_DENIED', needed: 'cognito-idp:GetUserPoolMfaConfig' }),
    );
    expect(storedTexts(world)).toEqual({});
  });
});

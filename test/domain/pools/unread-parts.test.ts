import { describe, expect, it } from '@jest/globals';

import type { UserPoolReadings } from '../../../src/domain/readings.ts';
import { judgeUserPool } from '../../../src/domain/pools/user-pool.ts';
import { codes } from '../../support/builders/codes.ts';
import { userPoolId } from '../../support/builders/ids.ts';
import { denied, found, notFound } from '../../support/builders/readings.ts';
import { aRequest } from '../../support/builders/request.ts';
import { aUserPool, userPoolReadings } from '../../support/builders/user-pool.ts';

const judge = (readings: Partial<UserPoolReadings>, pool: Parameters<typeof aUserPool>[0] = {}) =>
  judgeUserPool(aRequest(), userPoolReadings({ pool: found(aUserPool(pool)), ...readings }));

describe('The groups of a user pool', () => {
  it.each([
    ['that were all read', {}, true],
    ['of which there are more', { moreGroups: true }, false],
    ['that nobody may list', { groups: denied('cognito-idp:ListGroups') }, false],
  ])('%s are known: %s', (_, readings, known) => {
    expect(judge(readings).groupsKnown).toBe(known);
  });
});

describe('A part of a user pool that is not there although the pool is', () => {
  it.each<[string, Partial<UserPoolReadings>, Parameters<typeof aUserPool>[0]]>([
    ['GetUserPoolMfaConfig', { mfa: notFound }, { mfa: 'ON' }],
    ['GetUserPoolMfaConfig', { mfa: notFound }, { mfa: 'OPTIONAL' }],
    ['GetUserPoolMfaConfig', { mfa: notFound }, { firstFactors: ['PASSWORD', 'WEB_AUTHN'] }],
    ['ListIdentityProviders', { identityProviders: notFound }, {}],
    ['ListGroups', { groups: notFound }, {}],
  ])('is an error, never taken for an empty one: %s (%#)', (operation, readings, pool) => {
    expect(judge(readings, pool).findings).toContainEqual(
      expect.objectContaining({
        code: 'POOL_NOT_READ',
        severity: 'error',
        subject: userPoolId,
        message: expect.stringContaining(operation),
      }),
    );
  });

  it('is no matter when nothing hangs on it', () => {
    expect(codes(judge({ mfa: notFound }).findings)).not.toContain('POOL_NOT_READ');
  });
});

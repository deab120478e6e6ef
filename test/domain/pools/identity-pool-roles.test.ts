import { describe, expect, it } from '@jest/globals';

import { judgeIdentityPool } from '../../../src/domain/pools/identity-pool.ts';
import { codes } from '../../support/builders/codes.ts';
import { authRoleArn, guestRoleArn, webClientId } from '../../support/builders/ids.ts';
import {
  aGuestRole,
  anAuthRole,
  anIdentityPool,
  identityPoolReadings,
  roleReadings,
  trustPolicy,
  trustStatement,
} from '../../support/builders/identity-pool.ts';
import { denied, found, notFound } from '../../support/builders/readings.ts';
import { userPoolSlice } from '../../support/builders/plan.ts';
import { aRequest, aStorageGrant, storageGrants } from '../../support/builders/request.ts';

type Readings = Parameters<typeof identityPoolReadings>[0];
const judge = (readings: Readings = {}, request = aRequest(), clients = [webClientId]) =>
  judgeIdentityPool(request, userPoolSlice({ clients }), identityPoolReadings(readings), null);
const withPool = (pool: Parameters<typeof anIdentityPool>[0]) => ({
  pool: found(anIdentityPool(pool)),
});
const noGuestRole = {
  poolRoles: found({ authenticated: authRoleArn, guest: null, mappings: [] }),
  roles: roleReadings(anAuthRole()),
};
const guestGrant = aRequest({ grants: storageGrants(aStorageGrant({ guest: ['read'] })) });
const userGrant = aRequest({ grants: storageGrants(aStorageGrant({ authenticated: ['read'] })) });

describe('The roles of an identity pool', () => {
  it.each([
    ['an error when users are granted something', userGrant, 'error'],
    ['a warning otherwise', aRequest(), 'warning'],
  ])('without one for signed-in users are %s', (_, request, severity) => {
    const readings = {
      poolRoles: found({ authenticated: null, guest: null, mappings: [] }),
      roles: {},
    };

    const { findings } = judge({ ...readings, ...withPool({ guestsAllowed: false }) }, request);

    expect(findings).toEqual([expect.objectContaining({ code: 'AUTH_ROLE_MISSING', severity })]);
  });

  it('need no guest role when guests are neither admitted nor granted anything', () => {
    const { settings, findings } = judge({
      ...noGuestRole,
      ...withPool({ guestsAllowed: false }),
    });

    expect(findings).toEqual([]);
    expect(settings?.roles).toEqual([
      { kind: 'authenticated', arn: authRoleArn, reach: 'everyone' },
    ]);
  });

  it.each([
    ['granted without a role', noGuestRole, guestGrant, 'GUEST_GRANT_WITHOUT_GUEST_ROLE', 'error'],
    [
      'granted but not admitted',
      withPool({ guestsAllowed: false }),
      guestGrant,
      'GUEST_GRANT_DORMANT',
      'warning',
    ],
    ['admitted without a role', noGuestRole, aRequest(), 'GUESTS_WITHOUT_ROLE', 'warning'],
  ])('tell when guests are %s', (_, readings, request, code, severity) => {
    const { findings } = judge(readings, request);

    expect(findings).toEqual([expect.objectContaining({ code, severity })]);
  });

  it('must differ between signed-in users and guests', () => {
    const { findings } = judge({
      poolRoles: found({ authenticated: authRoleArn, guest: authRoleArn, mappings: [] }),
      roles: roleReadings(anAuthRole()),
    });

    expect(codes(findings)).toContain('ROLES_NOT_DISTINCT');
  });

  it.each([
    ['is gone', notFound, 'no role of that name'],
    [
      'is another one of the same name',
      found(anAuthRole({ arn: 'arn:aws:iam::111122223333:role/CognitoAuth' })),
      'arn:aws:iam::111122223333:role/CognitoAuth',
    ],
    [
      'is one of another account',
      found(anAuthRole({ arn: authRoleArn.replace('111122223333', '444455556666') })),
      authRoleArn.replace('111122223333', '444455556666'),
    ],
  ])('are missed when one %s', (_, reading, what) => {
    const { findings } = judge({
      roles: { ...roleReadings(aGuestRole()), [authRoleArn]: reading },
    });

    expect(findings).toEqual([
      expect.objectContaining({
        code: 'ROLE_NOT_FOUND',
        subject: authRoleArn,
        found: what,
        needed: authRoleArn,
        command: 'aws iam get-role --role-name CognitoAuth',
      }),
    ]);
  });

  it('are told by the denied action when one may not be read', () => {
    const roles = { ...roleReadings(aGuestRole()), [authRoleArn]: denied('iam:GetRole') };

    const { findings } = judge({ roles });

    expect(findings).toEqual([
      expect.objectContaining({ code: 'READ_DENIED', subject: authRoleArn, needed: 'iam:GetRole' }),
    ]);
  });

  it('are each judged by their own trust', () => {
    const swapped = roleReadings(
      anAuthRole({ trustPolicy: trustPolicy(trustStatement('unauthenticated')) }),
      aGuestRole({ trustPolicy: 'nonsense' }),
    );

    const { findings } = judge({ roles: swapped });

    expect(findings.map(({ code, subject }) => [code, subject])).toEqual([
      ['TRUST_REACHED_BY_GUESTS', authRoleArn],
      ['TRUST_POLICY_UNREADABLE', guestRoleArn],
    ]);
  });
});

describe('Whether a role may be used for the app', () => {
  const judgeDeployed = (tags: Record<string, string>, allow: Record<string, string[]> = {}) =>
    judgeIdentityPool(
      aRequest({
        grants: storageGrants(aStorageGrant({ authenticated: ['read'], guest: ['read'] })),
      }),
      userPoolSlice(),
      identityPoolReadings({ roles: roleReadings(anAuthRole({ tags }), aGuestRole({ tags })) }),
      allow,
    ).findings;

  it('is its owner to say, and the finding has the command of the tag', () => {
    expect(judgeDeployed({ 'amplify-import': 'warehouse' })[0]).toMatchObject({
      code: 'RESOURCE_NOT_ALLOWED',
      subject: authRoleArn,
      found: 'warehouse',
      needed: 'amplify-import = storefront',
      command:
        'aws iam tag-role --role-name CognitoAuth --tags Key=amplify-import,Value=storefront',
    });
    expect(codes(judgeDeployed({}))).toEqual(['RESOURCE_NOT_ALLOWED', 'RESOURCE_NOT_ALLOWED']);
  });

  it('is said by the tag or by the list of the stack', () => {
    expect(judgeDeployed({ 'amplify-import': 'storefront' })).toEqual([]);
    expect(judgeDeployed({}, { storefront: ['arn:aws:iam::111122223333:role/*'] })).toEqual([]);
  });

  it('is not asked in process', () => {
    expect(judge().findings).toEqual([]);
  });
});

import { describe, expect, it } from '@jest/globals';

import { judgeIdentityPool } from '../../../src/domain/pools/identity-pool.ts';
import { codes } from '../../support/builders/codes.ts';
import { aGroup, groupRoleArn, poolWithGroups } from '../../support/builders/groups.ts';
import { authRoleArn, guestRoleArn, identityPoolId } from '../../support/builders/ids.ts';
import { anIdentityPool, identityPoolReadings } from '../../support/builders/identity-pool.ts';
import { denied, found, notFound } from '../../support/builders/readings.ts';
import { userPoolSlice } from '../../support/builders/plan.ts';
import {
  aRequest,
  aStorageGrant,
  grantsOf,
  storageGrants,
} from '../../support/builders/request.ts';

type Readings = Parameters<typeof identityPoolReadings>[0];
const judge = (readings: Readings = {}, request = aRequest(), userPool = userPoolSlice()) =>
  judgeIdentityPool(request, userPool, identityPoolReadings(readings), null);
const withPool = (pool: Parameters<typeof anIdentityPool>[0]) => ({
  pool: found(anIdentityPool(pool)),
});
const gone = { pool: notFound, poolRoles: notFound, roles: {} };
const readRoleArn = 'arn:aws:iam::999988887777:role/reader';
const userGrant = storageGrants(aStorageGrant({ authenticated: ['read'] }));

describe('The settings of an identity pool', () => {
  it('hold its roles by kind, and no finding when all is as it should be', () => {
    const { settings, findings } = judge();

    expect(findings).toEqual([]);
    expect(settings).toEqual({
      identityPoolId,
      region: 'eu-west-1',
      guestsAllowed: true,
      socialLogins: false,
      loginClients: { google: null, facebook: null },
      roles: [
        { kind: 'authenticated', arn: authRoleArn, reach: 'everyone' },
        { kind: 'guest', arn: guestRoleArn, reach: 'everyone' },
      ],
    });
  });

  it('are told with the doubt of its region, where AWS names nobody who assumes roles there', () => {
    const id = 'cn-north-1:11111111-2222-4333-8444-555555555555';

    const { findings } = judge(withPool({ id }), aRequest({ identityPoolId: id }));

    expect(codes(findings)).toContain('TRUST_NAME_UNDOCUMENTED');
  });

  it.each([
    [['accounts.google.com'], true],
    [['graph.facebook.com', 'api.twitter.com'], true],
    [['www.amazon.com'], true],
    [['appleid.apple.com'], true],
    [['api.twitter.com', 'login.example.com'], false],
    [[], false],
  ])('V-6: with the login providers %j say social logins: %s', (loginProviders, socialLogins) => {
    expect(judge(withPool({ loginProviders })).settings?.socialLogins).toBe(socialLogins);
  });

  it('leave out roles that are not there, and keep those that may not be read', () => {
    const { settings } = judge({
      roles: { [authRoleArn]: denied('iam:GetRole'), [guestRoleArn]: notFound },
    });

    expect(settings?.roles.map(({ arn }) => arn)).toEqual([authRoleArn]);
  });
});

describe('An identity pool that is not there', () => {
  it.each([
    ['111122223333', 'account 111122223333'],
    [null, 'the account of the run'],
  ])('GEN2-16: is named with region and account %s', (account, where) => {
    const { settings, findings } = judge({ ...gone, account });

    expect(settings).toBeNull();
    expect(findings).toEqual([
      expect.objectContaining({
        code: 'IDENTITY_POOL_NOT_FOUND',
        severity: 'error',
        subject: identityPoolId,
        message: `There is no identity pool ${identityPoolId} in eu-west-1 of ${where}.`,
        resolution: expect.stringContaining('readRoleArn'),
        look: 'aws cognito-identity list-identity-pools --region eu-west-1 --max-results 60',
      }),
    ]);
  });

  it('P-6: is not there either when only its roles are not', () => {
    const { settings, findings } = judge({ poolRoles: notFound, roles: {} });

    expect(settings).toBeNull();
    expect(codes(findings)).toEqual(['IDENTITY_POOL_NOT_FOUND']);
  });

  it('names the other account too when that one was asked', () => {
    const { findings } = judge({ ...gone, account: '111122223333' }, aRequest({ readRoleArn }));

    expect(findings[0]?.message).toContain('account 111122223333, nor of account 999988887777');
  });

  it('says when the other account could not be asked', () => {
    const refused = denied('sts:AssumeRole');

    const { settings, findings } = judge(
      { pool: refused, poolRoles: refused, roles: {}, elsewhere: true },
      aRequest({ readRoleArn }),
    );

    expect(settings).toBeNull();
    expect(codes(findings)).toEqual(['IDENTITY_POOL_NOT_FOUND', 'READ_ROLE_UNUSABLE']);
    expect(findings[0]?.message).toContain(`${readRoleArn} could not look for it`);
  });

  it('leaves the roles of granted groups to be judged, but not their trust in it', () => {
    const group = aGroup('admins');
    const grants = storageGrants(aStorageGrant({ groups: { admins: ['read'], beta: ['read'] } }));
    const userPool = poolWithGroups([group, aGroup('beta', { roleArn: null })], ['admins', 'beta']);

    const { findings } = judge(
      { ...gone, roles: { [groupRoleArn('admins')]: notFound } },
      aRequest({ grants }),
      userPool,
    );

    expect(codes(findings)).toEqual([
      'IDENTITY_POOL_NOT_FOUND',
      'ROLE_NOT_FOUND',
      'GROUP_ROLE_MISSING',
    ]);
  });
});

describe('A denied read', () => {
  const noDescription = denied('cognito-identity:DescribeIdentityPool');
  const noRoles = denied('cognito-identity:GetIdentityPoolRoles');

  it('is told by every action that is missing', () => {
    const { settings, findings } = judge({ pool: noDescription, poolRoles: noRoles, roles: {} });

    expect(settings).toBeNull();
    expect(findings.map(({ code, needed }) => [code, needed])).toEqual([
      ['READ_DENIED', 'cognito-identity:DescribeIdentityPool'],
      ['READ_DENIED', 'cognito-identity:GetIdentityPoolRoles'],
    ]);
  });

  it('of the roles leaves the pairing and the classic flow to be judged', () => {
    const { settings, findings } = judge({
      ...withPool({ providers: [], classicFlow: true }),
      poolRoles: noRoles,
      roles: {},
    });

    expect(settings).toBeNull();
    expect(codes(findings)).toEqual([
      'READ_DENIED',
      'IDENTITY_POOL_CLIENT_MISMATCH',
      'CLASSIC_FLOW_ENABLED',
    ]);
  });

  it('of the pool leaves its roles to be judged', () => {
    const { settings, findings } = judge(
      {
        pool: noDescription,
        poolRoles: found({ authenticated: authRoleArn, guest: null, mappings: [] }),
        roles: { [authRoleArn]: notFound },
      },
      aRequest({ grants: storageGrants(aStorageGrant({ guest: ['read'] })) }),
    );

    expect(settings).toBeNull();
    expect(codes(findings)).toEqual([
      'READ_DENIED',
      'GUEST_GRANT_WITHOUT_GUEST_ROLE',
      'ROLE_NOT_FOUND',
    ]);
  });
});

describe('An identity pool in the account of readRoleArn', () => {
  const elsewhere = { roles: {}, elsewhere: true };

  it('D-6: is a warning that names the account, and its roles are left alone', () => {
    const { settings, findings } = judge(elsewhere, aRequest({ readRoleArn }));

    expect(settings?.roles).toEqual([]);
    expect(findings).toEqual([
      expect.objectContaining({
        code: 'IDENTITY_POOL_OTHER_ACCOUNT',
        severity: 'warning',
        message: expect.stringContaining('account 999988887777'),
        found: 'account 999988887777',
        facts: {
          identityPool: identityPoolId,
          account: '999988887777',
          readRole: readRoleArn,
          runAccount: null,
          granted: [],
        },
      }),
    ]);
  });

  it('is an error as soon as anything is granted, and says what', () => {
    const request = aRequest({
      readRoleArn,
      grants: {
        ...userGrant,
        rest: grantsOf({
          rest: [{ api: 'a1b2c3d4e5', stage: 'prod', paths: [{ path: '/', guest: ['read'] }] }],
        }).rest,
      },
    });

    const { findings } = judge(elsewhere, request);

    expect(findings).toEqual([
      expect.objectContaining({
        code: 'IDENTITY_POOL_OTHER_ACCOUNT',
        severity: 'error',
        message: expect.stringContaining('grants.storage and grants.rest cannot be granted'),
      }),
    ]);
  });

  it('is judged like any other where its roles are not needed', () => {
    const { findings } = judge(
      { ...elsewhere, ...withPool({ providers: [] }) },
      aRequest({ readRoleArn }),
    );

    expect(codes(findings)).toEqual([
      'IDENTITY_POOL_OTHER_ACCOUNT',
      'IDENTITY_POOL_CLIENT_MISMATCH',
    ]);
  });
});

import { describe, expect, it } from '@jest/globals';

import { judgeUserPool } from '../../../src/domain/pools/user-pool.ts';
import { codes } from '../../support/builders/codes.ts';
import { nativeClientId, userPoolId } from '../../support/builders/ids.ts';
import { denied, found, notFound } from '../../support/builders/readings.ts';
import { aRequest } from '../../support/builders/request.ts';
import {
  aNativeClient,
  aUserPool,
  aWebClient,
  clientReadings,
  hostedUi,
  userPoolReadings,
} from '../../support/builders/user-pool.ts';

const settingsOf = (...args: Parameters<typeof judgeUserPool>) => judgeUserPool(...args).settings;
const withPool = (pool: Parameters<typeof aUserPool>[0]) =>
  userPoolReadings({ pool: found(aUserPool(pool)) });

describe('The settings of a user pool', () => {
  it('hold what the config needs, and no more', () => {
    const settings = settingsOf(aRequest(), userPoolReadings());

    const { id, name, hasSecret, hostedUi: on, ...lists } = aWebClient();
    const { userPoolId: _, ...oauth } = lists;
    const web = { id, name, hasSecret, hostedUi: on, ...oauth };
    expect(settings).toEqual({
      userPoolId,
      region: 'eu-west-1',
      domain: null,
      usernameAttributes: ['email'],
      autoVerifiedAttributes: ['email'],
      requiredAttributes: ['email'],
      passwordPolicy: {
        minLength: 8,
        lowercase: true,
        uppercase: true,
        numbers: true,
        symbols: true,
      },
      mfa: 'OFF',
      mfaMethods: [],
      groups: [],
      web,
      native: web,
    });
  });

  it('name the FIPS host of a prefix domain in GovCloud', () => {
    const id = 'us-gov-west-1_AbCdEfGhI';
    const readings = userPoolReadings({
      pool: found(aUserPool({ id, prefixDomain: 'shop' })),
      clients: clientReadings(aWebClient({ userPoolId: id })),
    });

    expect(settingsOf(aRequest({ userPoolId: id }), readings)?.domain).toBe(
      'shop.auth-fips.us-gov-west-1.amazoncognito.com',
    );
  });

  it('take the region from the id of the pool', () => {
    const id = 'us-gov-west-1_AbCdEfGhI';
    const readings = userPoolReadings({
      pool: found(aUserPool({ id })),
      clients: clientReadings(aWebClient({ userPoolId: id })),
    });

    expect(settingsOf(aRequest({ userPoolId: id }), readings)?.region).toBe('us-gov-west-1');
  });

  it.each([
    ['none', {}, null],
    ['the prefix domain', { prefixDomain: 'shop' }, 'shop.auth.eu-west-1.amazoncognito.com'],
    ['the custom domain', { customDomain: 'login.example.com' }, 'login.example.com'],
    [
      'the custom domain before the prefix',
      { prefixDomain: 'shop', customDomain: 'login.example.com' },
      'login.example.com',
    ],
  ])('have as domain %s', (_, pool, domain) => {
    expect(settingsOf(aRequest(), withPool(pool))?.domain).toBe(domain);
  });

  it('leave out required attributes that nobody can fill in at sign-up', () => {
    const readings = withPool({ requiredAttributes: ['sub', 'name', 'custom:team', 'email'] });

    expect(settingsOf(aRequest(), readings)?.requiredAttributes).toEqual(['name', 'email']);
  });

  it('know the password length of a pool that states none', () => {
    const { passwordPolicy } = aUserPool();
    const readings = withPool({ passwordPolicy: { ...passwordPolicy, minLength: null } });

    expect(settingsOf(aRequest(), readings)?.passwordPolicy.minLength).toBe(8);
  });

  it.each([
    ['OPTIONAL', { sms: true, totp: true, email: true }, ['SMS', 'TOTP', 'EMAIL']],
    ['ON', { sms: false, totp: true, email: false }, ['TOTP']],
    ['OPTIONAL', { sms: false, totp: false, email: false }, []],
    ['OFF', { sms: true, totp: true, email: true }, []],
    [null, { sms: true, totp: true, email: true }, []],
  ] as const)('with MFA %s and %j offer %j', (mfa, methods, mfaMethods) => {
    const readings = { ...withPool({ mfa }), mfa: found({ ...methods, webAuthn: null }) };

    expect(settingsOf(aRequest(), readings)).toMatchObject({ mfa, mfaMethods });
  });

  it('hold groups by name and precedence, without their roles', () => {
    const readings = userPoolReadings({
      groups: found([
        { name: 'admins', precedence: 1, roleArn: 'arn:aws:iam::111122223333:role/Admins' },
        { name: 'beta', precedence: null, roleArn: null },
      ]),
    });

    expect(settingsOf(aRequest(), readings)?.groups).toEqual([
      { name: 'admins', precedence: 1 },
      { name: 'beta', precedence: null },
    ]);
  });
});

describe('The judgement of a user pool', () => {
  it('has nothing to say of a pool that is as it should be', () => {
    const readings = userPoolReadings({ clients: clientReadings(aWebClient(), aNativeClient()) });

    const { findings } = judgeUserPool(aRequest({ nativeClientId }), readings);

    expect(findings).toEqual([]);
  });

  it('says that nobody gets AWS credentials without an identity pool', () => {
    const { settings, findings } = judgeUserPool(
      aRequest({ identityPoolId: null }),
      userPoolReadings(),
    );

    expect(settings).not.toBeNull();
    expect(findings).toContainEqual(
      expect.objectContaining({ code: 'USER_POOL_ONLY', severity: 'info', subject: userPoolId }),
    );
  });

  it('misses a pool that is not there, by account, region and command', () => {
    const readings = userPoolReadings({
      pool: notFound,
      clients: [],
      clientList: notFound,
      mfa: notFound,
      identityProviders: notFound,
      groups: notFound,
    });

    const { settings, findings } = judgeUserPool(aRequest(), readings);

    expect(settings).toBeNull();
    expect(findings).toEqual([
      expect.objectContaining({
        code: 'USER_POOL_NOT_FOUND',
        message: `There is no user pool ${userPoolId} in eu-west-1 of this account.`,
        command: 'aws cognito-idp list-user-pools --region eu-west-1 --max-results 60',
      }),
    ]);
  });

  it('still judges the clients when the pool itself may not be read', () => {
    const readings = userPoolReadings({
      pool: denied('cognito-idp:DescribeUserPool'),
      clients: clientReadings(aWebClient({ hasSecret: true })),
    });

    const { settings, findings } = judgeUserPool(aRequest(), readings);

    expect(settings).toBeNull();
    expect(codes(findings)).toEqual(['READ_DENIED', 'WEB_CLIENT_HAS_SECRET']);
  });

  it('names every denied action once, with what to allow', () => {
    const readings = userPoolReadings({
      mfa: denied('cognito-idp:GetUserPoolMfaConfig'),
      groups: denied('cognito-idp:ListGroups'),
      identityProviders: denied('cognito-idp:ListIdentityProviders'),
      clientList: denied('cognito-idp:ListUserPoolClients'),
      clients: [
        { id: 'a', reading: denied('cognito-idp:DescribeUserPoolClient') },
        { id: 'b', reading: denied('cognito-idp:DescribeUserPoolClient') },
      ],
    });

    const { findings } = judgeUserPool(aRequest({ webClientId: null }), readings);

    expect(codes(findings)).toEqual(Array.from({ length: 5 }, () => 'READ_DENIED'));
    expect(findings.map(({ needed }) => needed)).toEqual([
      'cognito-idp:ListUserPoolClients',
      'cognito-idp:GetUserPoolMfaConfig',
      'cognito-idp:ListIdentityProviders',
      'cognito-idp:ListGroups',
      'cognito-idp:DescribeUserPoolClient',
    ]);
  });

  it('says what keeps a client from offering the hosted UI', () => {
    const readings = userPoolReadings({
      clients: clientReadings(aWebClient({ ...hostedUi, logoutUrls: [] })),
    });

    const { findings } = judgeUserPool(aRequest(), readings);

    expect(findings).toContainEqual(
      expect.objectContaining({ code: 'OAUTH_INCOMPLETE', needed: 'Domain, LogoutURLs' }),
    );
  });
});

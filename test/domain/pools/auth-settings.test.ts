import { describe, expect, it } from '@jest/globals';

import { shapeAuthSettings } from '../../../src/domain/pools/auth-settings.ts';
import type { UserPoolReadings } from '../../../src/domain/readings.ts';
import { userPoolId } from '../../support/builders/ids.ts';
import { denied, found, notFound } from '../../support/builders/readings.ts';
import { aUserPool, aWebClient, userPoolReadings } from '../../support/builders/user-pool.ts';

const web = aWebClient();
const shape = (readings: UserPoolReadings) => shapeAuthSettings(readings, { web, native: web });
const allowing = (...authFlows: string[]) => aWebClient({ authFlows });
const withPool = (pool: Parameters<typeof aUserPool>[0]) =>
  userPoolReadings({ pool: found(aUserPool(pool)) });

describe('The settings of a user pool', () => {
  it('hold what the config needs, and no more', () => {
    const {
      userPoolId: _,
      authFlows,
      rotatesTokens,
      writeAttributes,
      readAttributes,
      ...client
    } = web;

    expect([authFlows, rotatesTokens, writeAttributes, readAttributes]).not.toContain(undefined);
    expect(shape(userPoolReadings())).toEqual({
      userPoolId,
      region: 'eu-west-1',
      domain: null,
      usernameAttributes: ['email'],
      aliasAttributes: [],
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
      passwordless: null,
      customAuth: false,
      groups: [],
      web: client,
      native: client,
    });
  });

  it.each([
    ['the pool was denied', { pool: denied('a') }],
    ['there is no pool', { pool: notFound }],
  ])('are not made up while %s', (_, readings) => {
    expect(shape(userPoolReadings(readings))).toBeNull();
  });

  it('are not made up while one client is not known', () => {
    expect(shapeAuthSettings(userPoolReadings(), { web, native: null })).toBeNull();
    expect(shapeAuthSettings(userPoolReadings(), { web: null, native: web })).toBeNull();
  });

  it('take the region from the id of the pool', () => {
    expect(shape(withPool({ id: 'us-gov-west-1_AbCdEfGhI' }))?.region).toBe('us-gov-west-1');
  });

  it.each([
    ['none', {}, null],
    ['the prefix domain', { prefixDomain: 'shop' }, 'shop.auth.eu-west-1.amazoncognito.com'],
    [
      'the FIPS host of a prefix domain in GovCloud',
      { id: 'us-gov-west-1_AbCdEfGhI', prefixDomain: 'shop' },
      'shop.auth-fips.us-gov-west-1.amazoncognito.com',
    ],
  ])('have as domain %s', (_, pool, domain) => {
    expect(shape(withPool(pool))?.domain).toBe(domain);
  });

  it.each([
    ['V-8', 'alone', null],
    ['R-1', 'before a prefix', 'shop'],
  ])('%s: have as domain the custom one, %s', (_id, _case, prefixDomain) => {
    const readings = withPool({ prefixDomain, customDomain: 'login.example.com' });

    expect(shape(readings)?.domain).toBe('login.example.com');
  });

  it.each(['V-4', 'R-14'])('%s: know the password length of a pool that states none', () => {
    const { passwordPolicy } = aUserPool();
    const readings = withPool({
      passwordPolicy: { ...passwordPolicy, minLength: null },
      usernameAttributes: [],
      mfa: null,
    });

    expect(shape(readings)).toMatchObject({
      passwordPolicy: { minLength: 8 },
      usernameAttributes: [],
      mfa: null,
    });
  });

  it('R-1: hold every username attribute, and the methods of MFA that are enabled', () => {
    const readings = {
      ...withPool({ usernameAttributes: ['email', 'phone_number'], mfa: 'OPTIONAL' }),
      mfa: found({ sms: true, totp: false, email: false, webAuthn: null }),
    };

    expect(shape(readings)).toMatchObject({
      usernameAttributes: ['email', 'phone_number'],
      mfaMethods: ['SMS'],
    });
  });

  it.each([
    [['DefineAuthChallenge', 'CreateAuthChallenge', 'VerifyAuthChallengeResponse'], true],
    [['DefineAuthChallenge', 'CreateAuthChallenge'], false],
    [[], false],
  ] as const)('V-5: with the triggers %j say of custom authentication %s', (set, customAuth) => {
    const native = allowing('ALLOW_CUSTOM_AUTH');
    const readings = withPool({ customAuthTriggers: set });

    expect(shapeAuthSettings(readings, { web, native })?.customAuth).toBe(customAuth);
  });

  it('V-5: say nothing of custom authentication when the native client does not allow it', () => {
    const triggers = ['DefineAuthChallenge', 'CreateAuthChallenge', 'VerifyAuthChallengeResponse'];
    const readings = withPool({ customAuthTriggers: triggers as never });
    const clients = { web: allowing('ALLOW_CUSTOM_AUTH'), native: allowing('ALLOW_USER_SRP_AUTH') };

    expect(shapeAuthSettings(readings, clients)?.customAuth).toBe(false);
  });

  it.each([
    [['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'], 'USER_PASSWORD_AUTH'],
    [['ALLOW_USER_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'], 'USER_AUTH'],
    [['ALLOW_USER_AUTH', 'ALLOW_USER_PASSWORD_AUTH'], 'USER_PASSWORD_AUTH'],
    [['ALLOW_USER_SRP_AUTH', 'ALLOW_USER_PASSWORD_AUTH'], undefined],
    [['ALLOW_CUSTOM_AUTH'], undefined],
    [['USER_PASSWORD_AUTH'], undefined],
  ])('say of a native client with the flows %j that it signs in by %s', (flows, expected) => {
    const clients = { web: allowing('ALLOW_USER_SRP_AUTH'), native: allowing(...flows) };

    expect(shapeAuthSettings(withPool({}), clients)?.nativeFlow).toBe(expected);
  });

  it('say what a sign-in may begin with', () => {
    const readings = withPool({ firstFactors: ['PASSWORD', 'EMAIL_OTP'] });

    const clients = { web: allowing('ALLOW_USER_AUTH'), native: web };

    expect(shapeAuthSettings(readings, clients)?.passwordless).toEqual({
      emailOtp: true,
      smsOtp: false,
      webAuthn: null,
    });
    // Cognito refuses what the web client does not allow, whatever the pool offers.
    expect(shape(readings)?.passwordless).toBeNull();
  });

  it('hold groups with precedence and role, those beyond the first 60 if they are named', () => {
    const admins = { name: 'admins', precedence: 1, roleArn: 'arn:aws:iam::1:role/Admins' };
    const zebra = { name: 'zebra', precedence: null, roleArn: null };
    const readings = userPoolReadings({
      groups: found([admins]),
      moreGroups: true,
      namedGroups: { zebra: found(zebra) },
    });

    expect(shape(readings)?.groups).toEqual([admins, zebra]);
  });
});

import { describe, expect, it } from '@jest/globals';

import { factorFindings, mfaMethodsOf, passwordlessOf } from '../../../src/domain/pools/factors.ts';
import { userPoolId } from '../../support/builders/ids.ts';
import { denied, found } from '../../support/builders/readings.ts';
import { aUserPool } from '../../support/builders/user-pool.ts';

const none = { sms: false, totp: false, email: false, webAuthn: null };
const noMethod = found(none);
const unread = denied('cognito-idp:GetUserPoolMfaConfig');

describe('The second factors', () => {
  it.each([
    ['OPTIONAL', { sms: true, totp: true, email: true }, ['SMS', 'TOTP', 'EMAIL']],
    ['ON', { sms: false, totp: true, email: false }, ['TOTP']],
    ['OPTIONAL', { sms: true, totp: false, email: false }, ['SMS']],
    ['OFF', { sms: true, totp: true, email: true }, []],
    [null, { sms: true, totp: true, email: true }, []],
  ] as const)('V-2: with MFA %s and %j are those enabled: %j', (mfa, methods, expected) => {
    const reading = found({ ...none, ...methods });

    expect(mfaMethodsOf(aUserPool({ mfa }), reading)).toEqual(expected);
  });

  it.each(['ON', 'OPTIONAL'] as const)('are missed with MFA %s when none is enabled', (mfa) => {
    expect(factorFindings(aUserPool({ mfa }), noMethod)).toEqual([
      expect.objectContaining({
        code: 'MFA_WITHOUT_METHOD',
        severity: 'warning',
        subject: userPoolId,
        command: `aws cognito-idp set-user-pool-mfa-config --region eu-west-1 --user-pool-id ${userPoolId} --mfa-configuration ${mfa} --software-token-mfa-configuration Enabled=true`,
      }),
    ]);
  });

  it.each([
    ['one is enabled', 'ON', found({ ...none, totp: true })],
    ['passkeys count as both factors', 'ON', found({ ...none, passkeysSatisfyMfa: true })],
    ['MFA is off', 'OFF', noMethod],
    ['MFA is not stated', null, noMethod],
    ['they could not be read', 'ON', unread],
  ] as const)('are not missed when %s', (_, mfa, reading) => {
    expect(factorFindings(aUserPool({ mfa }), reading)).toEqual([]);
  });
});

describe('Codes that are a first factor', () => {
  const sent = found({ ...none, sms: true, totp: true, email: true });

  it.each([
    [['PASSWORD', 'EMAIL_OTP'], ['EMAIL'], 'Whether EMAIL is a second factor of'],
    [['PASSWORD', 'SMS_OTP'], ['SMS'], 'Whether SMS is a second factor of'],
    [['EMAIL_OTP', 'SMS_OTP'], ['SMS', 'EMAIL'], 'Whether SMS and EMAIL are second factors of'],
  ] as const)(
    'leave in doubt whether they are a second one: %j',
    (firstFactors, methods, words) => {
      const pool = aUserPool({ mfa: 'OPTIONAL', firstFactors });

      expect(mfaMethodsOf(pool, sent)).toEqual(['SMS', 'TOTP', 'EMAIL']);
      expect(factorFindings(pool, sent)).toEqual([
        expect.objectContaining({
          code: 'SECOND_FACTOR_UNSURE',
          severity: 'info',
          facts: { userPool: userPoolId, methods },
          message: expect.stringContaining(words),
        }),
      ]);
    },
  );

  it.each([
    ['MFA is required, which Cognito refuses beside them', { mfa: 'ON' }, sent],
    ['MFA is off', { mfa: 'OFF' }, sent],
    ['no code of theirs is configured', { mfa: 'OPTIONAL' }, found({ ...none, totp: true })],
    ['users sign in by passwords', { mfa: 'OPTIONAL', firstFactors: ['PASSWORD'] }, sent],
  ] as const)('leave no doubt where %s', (_, pool, reading) => {
    const firstFactors = ['PASSWORD', 'EMAIL_OTP', 'SMS_OTP'] as const;

    expect(factorFindings(aUserPool({ firstFactors, ...pool }), reading)).toEqual([]);
  });
});

describe('Sign-in without a password', () => {
  it.each([[[]], [['PASSWORD']]] as const)('is off with the first factors %j', (firstFactors) => {
    expect(passwordlessOf(aUserPool({ firstFactors }), noMethod)).toBeNull();
  });

  it('is by the factors that the pool allows', () => {
    const pool = aUserPool({ firstFactors: ['PASSWORD', 'SMS_OTP'] });

    expect(passwordlessOf(pool, noMethod)).toEqual({
      emailOtp: false,
      smsOtp: true,
      webAuthn: null,
    });
  });

  it.each([
    [
      'as it is configured',
      found({
        ...none,
        webAuthn: { relyingPartyId: 'example.com', userVerification: 'required' as const },
      }),
      { relyingPartyId: 'example.com', userVerification: 'required' },
    ],
    ['of the default', noMethod, { relyingPartyId: null, userVerification: 'preferred' }],
    ['of the default, unread', unread, { relyingPartyId: null, userVerification: 'preferred' }],
  ])('has a passkey %s', (_, reading, webAuthn) => {
    const pool = aUserPool({ firstFactors: ['EMAIL_OTP', 'WEB_AUTHN'] });

    expect(passwordlessOf(pool, reading)).toEqual({ emailOtp: true, smsOtp: false, webAuthn });
  });
});

describe('Custom authentication', () => {
  it.each([
    [['DefineAuthChallenge'], 'CreateAuthChallenge, VerifyAuthChallengeResponse'],
    [['DefineAuthChallenge', 'CreateAuthChallenge'], 'VerifyAuthChallengeResponse'],
  ] as const)('is incomplete with %j, and the finding says what is missing', (set, needed) => {
    expect(factorFindings(aUserPool({ customAuthTriggers: set }), noMethod)).toEqual([
      expect.objectContaining({
        code: 'CUSTOM_AUTH_INCOMPLETE',
        severity: 'warning',
        found: set.join(', '),
        needed,
      }),
    ]);
  });
});

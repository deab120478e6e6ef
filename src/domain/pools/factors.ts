import { finding, type Finding } from '../../contract/findings.ts';
import type { AuthSettings } from '../../contract/pool-settings.ts';
import {
  triggersOfCustomAuth,
  type MfaDescription,
  type Reading,
  type UserPoolDescription,
} from '../readings.ts';

/** By what users prove who they are: second factors, factors in place of a password, triggers. */

/**
 * The second factors that can really be used: `Enabled` decides, where Gen 1 asks for presence. Codes by
 * email know no such word; they are one by their configuration, which Cognito takes beside MFA that is on
 * or optional only (docs/facts/cognito-factors.md).
 */
export function mfaMethodsOf(
  { mfa }: UserPoolDescription,
  reading: Reading<MfaDescription>,
): AuthSettings['mfaMethods'] {
  if (mfa === 'OFF' || mfa === null || reading.status !== 'found') return [];
  const { sms, totp, email } = reading.value;
  return [
    ...(sms ? (['SMS'] as const) : []),
    ...(totp ? (['TOTP'] as const) : []),
    ...(email ? (['EMAIL'] as const) : []),
  ];
}

/** What a sign-in may begin with beside a password; passkeys that state nothing have Cognito's default. */
export function passwordlessOf(
  { firstFactors }: UserPoolDescription,
  reading: Reading<MfaDescription>,
): AuthSettings['passwordless'] {
  if (firstFactors.every((factor) => factor === 'PASSWORD')) return null;
  const stated = reading.status === 'found' ? reading.value.webAuthn : null;
  const webAuthn = stated ?? { relyingPartyId: null, userVerification: 'preferred' as const };
  return {
    emailOtp: firstFactors.includes('EMAIL_OTP'),
    smsOtp: firstFactors.includes('SMS_OTP'),
    webAuthn: firstFactors.includes('WEB_AUTHN') ? { ...webAuthn } : null,
  };
}

/** What is half set up on the pool. */
export function factorFindings(
  pool: UserPoolDescription,
  reading: Reading<MfaDescription>,
): Finding[] {
  return [
    ...mfaFindings(pool, reading),
    ...unsureFindings(pool, reading),
    ...triggerFindings(pool),
  ];
}

function mfaFindings(pool: UserPoolDescription, reading: Reading<MfaDescription>): Finding[] {
  const { id, mfa } = pool;
  if (mfa === 'OFF' || mfa === null || reading.status !== 'found') return [];
  // Passkeys may be all that a pool asks for (API reference, WebAuthnConfigurationType).
  if (mfaMethodsOf(pool, reading).length > 0 || reading.value.passkeysSatisfyMfa) return [];
  return [finding('MFA_WITHOUT_METHOD', { userPool: id, mfa })];
}

/**
 * A configuration of codes is for second factors and for signing in by them alone. Where MFA is required
 * there is no doubt: Cognito refuses it beside such a sign-in (docs/facts/cognito-factors.md).
 */
function unsureFindings(pool: UserPoolDescription, reading: Reading<MfaDescription>): Finding[] {
  if (pool.mfa !== 'OPTIONAL') return [];
  const methods = mfaMethodsOf(pool, reading)
    .filter((method) => method !== 'TOTP')
    .filter((method) => pool.firstFactors.includes(`${method}_OTP`));
  return methods.length === 0
    ? []
    : [finding('SECOND_FACTOR_UNSURE', { userPool: pool.id, methods })];
}

function triggerFindings({ id, customAuthTriggers }: UserPoolDescription): Finding[] {
  const missing = triggersOfCustomAuth.filter((trigger) => !customAuthTriggers.includes(trigger));
  if (missing.length === 0 || missing.length === triggersOfCustomAuth.length) return [];
  return [
    finding('CUSTOM_AUTH_INCOMPLETE', {
      userPool: id,
      triggers: [...customAuthTriggers],
      missing,
    }),
  ];
}

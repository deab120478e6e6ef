import type { Finding } from '../../../src/contract/findings.ts';
import { judgeTrust } from '../../../src/domain/trust/trust-policy.ts';
import { authRoleArn, guestRoleArn, identityPoolId } from './ids.ts';
import { trustPolicy, trustStatement, type TrustStatement } from './identity-pool.ts';

/** Words of trust policies, as tests write them. */
export const cognito = 'cognito-identity.amazonaws.com';
export const aud = `${cognito}:aud`;
export const amr = `${cognito}:amr`;
export const sub = `${cognito}:sub`;
export const otherPoolId = 'eu-west-1:99999999-2222-4333-8444-555555555555';
export const rightAud = { StringEquals: { [aud]: identityPoolId } };
export const rightAmr = { 'ForAnyValue:StringLike': { [amr]: 'authenticated' } };
export const guestAmr = { 'ForAnyValue:StringLike': { [amr]: 'unauthenticated' } };

export const roles = {
  authenticated: { kind: 'authenticated', arn: authRoleArn },
  guest: { kind: 'guest', arn: guestRoleArn },
  group: { kind: 'group', arn: 'arn:aws:iam::111122223333:role/CognitoEditors' },
} as const;
export type RoleKind = keyof typeof roles;

/** Findings about a role that trusts by these statements. */
export function judgeStatements(
  statements: readonly TrustStatement[],
  kind: RoleKind = 'authenticated',
): readonly Finding[] {
  return judgeTrust(trustPolicy(...statements), roles[kind], identityPoolId);
}

/** The right statement for signed-in users with another Condition. */
export function withCondition(Condition: unknown): TrustStatement {
  return trustStatement('authenticated', { Condition });
}

/** The document that the command of a finding writes. */
export function mendedBy(finding: Finding | undefined): string {
  const quoted = / --policy-document '(.*)'$/.exec(finding?.command ?? '')?.[1] ?? '';
  return quoted.replaceAll(`'\\''`, `'`);
}

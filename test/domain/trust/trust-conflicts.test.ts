import { describe, expect, it } from '@jest/globals';

import { judgeTrust } from '../../../src/domain/trust/trust-policy.ts';
import { codes } from '../../support/builders/codes.ts';
import { identityPoolId } from '../../support/builders/ids.ts';
import { trustStatement, type TrustStatement } from '../../support/builders/identity-pool.ts';
import {
  amr,
  judgeStatements,
  mendedBy,
  rightAud,
  roles,
  withCondition,
} from '../../support/builders/trust.ts';

const facebook = 'graph.facebook.com';
const kindOr = (...values: string[]) => ['authenticated', ...values];
const allowIf = (amrBy: Readonly<Record<string, unknown>>): TrustStatement => {
  const conditions = Object.entries(amrBy).map(([operator, value]) => [operator, { [amr]: value }]);
  return withCondition({ ...rightAud, ...Object.fromEntries(conditions) });
};
const denyIf = (amrBy: Readonly<Record<string, unknown>>): TrustStatement => ({
  ...allowIf(amrBy),
  Effect: 'Deny',
});
const right = trustStatement('authenticated');
const ofKind = { 'ForAnyValue:StringLike': 'authenticated' };
const anyFederation = { Principal: { Federated: '*' } };

describe('An Allow statement of which one condition needs what another forbids', () => {
  it.each<[string, Readonly<Record<string, unknown>>]>([
    [
      'a provider that is not among all that may be there',
      {
        'ForAnyValue:StringLike': 'cognito-idp*',
        'ForAllValues:StringEquals': kindOr(facebook),
      },
    ],
    [
      'a provider that fits no pattern of those that may be there',
      { 'ForAnyValue:StringEquals': facebook, 'ForAllValues:StringLike': kindOr('cognito-idp*') },
    ],
    [
      'a provider that may not be there',
      { 'ForAnyValue:StringEquals': facebook, 'ForAllValues:StringNotEquals': [facebook] },
    ],
    [
      'a provider of a pattern that may not be there',
      { 'ForAnyValue:StringLike': 'cognito-idp.*', 'ForAllValues:StringNotLike': 'cognito-idp*' },
    ],
    [
      'a provider beside the only one that may be there',
      {
        'ForAnyValue:StringNotEquals': kindOr(facebook),
        'ForAllValues:StringLike': kindOr(facebook),
      },
    ],
    [
      'two providers at once',
      { 'ForAnyValue:StringEquals': facebook, 'ForAnyValue:StringLike': 'cognito-idp*' },
    ],
  ])('W-6: lets nobody in, and has TRUST_AMR_MISMATCH: %s', (_, amrBy) => {
    const findings = judgeStatements([allowIf(amrBy)]);

    expect(codes(findings)).toEqual(['TRUST_AMR_MISMATCH']);
    expect(codes(judgeTrust(mendedBy(findings[0]), roles.authenticated, identityPoolId))).toEqual(
      [],
    );
  });

  it.each<[string, Readonly<Record<string, unknown>>]>([
    [
      'one provider',
      { 'ForAnyValue:StringLike': 'graph*', 'ForAllValues:StringEquals': kindOr(facebook) },
    ],
    [
      'what two patterns have in common',
      {
        'ForAnyValue:StringLike': 'cognito-idp.*.amazonaws.com/*',
        'ForAllValues:StringLike': kindOr('cognito-idp.eu-west-1*'),
      },
    ],
    [
      'a user pool and one of its users',
      {
        'ForAnyValue:StringEquals': 'cognito-idp.eu-west-1.amazonaws.com/eu-west-1_a',
        'ForAnyValue:StringLike': '*:CognitoSignIn:1234',
      },
    ],
    [
      'any provider but one',
      { 'ForAnyValue:StringLike': '*.com', 'ForAllValues:StringNotEquals': facebook },
    ],
    [
      'what a variable brings',
      { 'ForAnyValue:StringEquals': facebook, 'ForAllValues:StringLike': kindOr('${aws:x}.com') },
    ],
  ])('lets some in where both can be had: %s', (_, amrBy) => {
    expect(codes(judgeStatements([allowIf(amrBy)]))).toEqual(['TRUST_MAY_DENY']);
  });
});

describe('A Deny statement', () => {
  it.each<[string, readonly TrustStatement[]]>([
    [
      'forbids the provider that the Allow needs',
      [
        allowIf({ 'ForAnyValue:StringEquals': facebook }),
        denyIf({ 'ForAnyValue:StringLike': 'graph.*' }),
      ],
    ],
    [
      'forbids all but the kind, and every user has a provider beside it',
      [right, denyIf({ 'ForAnyValue:StringNotLike': '*authenticated' })],
    ],
    [
      'forbids one half of the users, and another the other half',
      [
        right,
        denyIf({ 'ForAnyValue:StringLike': 'cognito-idp*' }),
        denyIf({ 'ForAllValues:StringNotLike': 'cognito-idp*' }),
      ],
    ],
    [
      'names federations by the same wildcard as the Allow',
      [
        { ...right, ...anyFederation },
        { ...denyIf(ofKind), ...anyFederation },
      ],
    ],
  ])('is an error where it leaves nobody: %s', (_, statements) => {
    const findings = judgeStatements(statements);

    expect(codes(findings)).toContain('TRUST_DENIES');
    const mended = judgeTrust(mendedBy(findings[0]), roles.authenticated, identityPoolId);
    expect(mended.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it.each<[string, Readonly<Record<string, unknown>>]>([
    [
      'a provider that is not among all that may be there',
      { 'ForAnyValue:StringLike': 'cognito-idp*', 'ForAllValues:StringEquals': kindOr(facebook) },
    ],
    [
      'a provider that may not be there',
      { 'ForAnyValue:StringEquals': facebook, 'ForAllValues:StringNotLike': '*.com' },
    ],
  ])('hits nobody where one condition needs what another forbids: %s', (_, amrBy) => {
    expect(judgeStatements([right, denyIf(amrBy)])).toEqual([]);
  });

  it('is told alone where it hits all, and the one that hits some stays as it is', () => {
    const some = denyIf({ 'ForAnyValue:StringEquals': facebook });
    const [finding] = judgeStatements([right, some, denyIf(ofKind)]);

    expect(finding).toMatchObject({ code: 'TRUST_DENIES' });
    expect(finding?.facts).toMatchObject({ statements: [denyIf(ofKind)] });
    expect(mendedBy(finding)).toContain(JSON.stringify(some));
  });
});

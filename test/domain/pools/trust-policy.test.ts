import { describe, expect, it } from '@jest/globals';

import { judgeTrust } from '../../../src/domain/pools/trust-policy.ts';
import { codes } from '../../support/builders/codes.ts';
import { authRoleArn, guestRoleArn, identityPoolId } from '../../support/builders/ids.ts';
import {
  trustPolicy,
  trustStatement,
  type TrustStatement,
} from '../../support/builders/identity-pool.ts';

const authRole = { kind: 'authenticated', arn: authRoleArn } as const;
const guestRole = { kind: 'guest', arn: guestRoleArn } as const;
const otherPoolId = 'eu-west-1:99999999-2222-4333-8444-555555555555';
const aud = 'cognito-identity.amazonaws.com:aud';
const amr = 'cognito-identity.amazonaws.com:amr';
const rightAud = { StringEquals: { [aud]: identityPoolId } };
const rightAmr = { 'ForAnyValue:StringLike': { [amr]: 'authenticated' } };

const judge = (...statements: TrustStatement[]) =>
  codes(judgeTrust(trustPolicy(...statements), authRole, identityPoolId));
const withCondition = (Condition: unknown) => trustStatement('authenticated', { Condition });

describe('The right statement', () => {
  it('is accepted for signed-in users', () => {
    expect(judge(trustStatement('authenticated'))).toEqual([]);
  });

  it('is accepted for guests', () => {
    const policy = trustPolicy(trustStatement('unauthenticated'));

    expect(judgeTrust(policy, guestRole, identityPoolId)).toEqual([]);
  });

  it.each([
    ['the lone statement of a policy', { Statement: trustStatement('authenticated') }],
    ['lists of one', { Statement: [asLists(trustStatement('authenticated'))] }],
  ])('is accepted as %s', (_, policy) => {
    expect(judgeTrust(JSON.stringify(policy), authRole, identityPoolId)).toEqual([]);
  });

  it.each([
    [
      'another pool as well',
      { ...rightAmr, StringEquals: { [aud]: [otherPoolId, identityPoolId] } },
    ],
    [
      'amr by StringEquals',
      { ...rightAud, 'ForAnyValue:StringEquals': { [amr]: 'authenticated' } },
    ],
    [
      'a provider as well',
      { ...rightAud, 'ForAnyValue:StringLike': { [amr]: ['authenticated', 'graph.facebook.com'] } },
    ],
    [
      'operators in small letters',
      { stringequals: rightAud.StringEquals, 'foranyvalue:stringlike': { [amr]: 'authenticated' } },
    ],
    ['one more condition', { ...rightAud, ...rightAmr, Bool: { 'aws:SecureTransport': true } }],
    [
      'a number in one more condition',
      { ...rightAud, ...rightAmr, NumericLessThan: { 'sts:DurationSeconds': 3600 } },
    ],
  ])('may have %s', (_, condition) => {
    expect(judge(withCondition(condition))).toEqual([]);
  });

  it.each([
    'cognito-identity-us-gov.amazonaws.com',
    'cognito-identity.us-gov-east-1.amazonaws.com',
    'cognito-identity.cn-north-1.amazonaws.com.cn',
  ])('may name %s, the principal of another partition', (principal) => {
    const statement = trustStatement('authenticated', {
      Principal: { Federated: principal },
      Condition: {
        StringEquals: { [`${principal}:aud`]: identityPoolId },
        'ForAnyValue:StringLike': { [`${principal}:amr`]: 'authenticated' },
      },
    });

    expect(judge(statement)).toEqual([]);
  });
});

describe('The right statement with one thing changed', () => {
  it.each<[string, TrustStatement, string[]]>([
    ['denied', { Effect: 'Deny' }, ['TRUST_MISSING']],
    [
      'for another federation',
      { Principal: { Federated: 'graph.facebook.com' } },
      ['TRUST_MISSING'],
    ],
    [
      'for a look-alike',
      { Principal: { Federated: 'cognito-identity.amazonaws.com.evil.example' } },
      ['TRUST_MISSING'],
    ],
    [
      'for a service',
      { Principal: { Service: 'cognito-identity.amazonaws.com' } },
      ['TRUST_MISSING'],
    ],
    ['without a principal', { Principal: undefined }, ['TRUST_MISSING']],
    ['for the wrong action', { Action: 'sts:AssumeRole' }, ['TRUST_MISSING']],
    ['without an action', { Action: undefined }, ['TRUST_MISSING']],
    [
      'without any condition',
      { Condition: undefined },
      ['TRUST_AUD_MISMATCH', 'TRUST_AMR_MISMATCH'],
    ],
    ['without aud', { Condition: rightAmr }, ['TRUST_AUD_MISMATCH', 'TRUST_AMR_MISMATCH']],
    ['without amr', { Condition: rightAud }, ['TRUST_AMR_MISMATCH']],
    [
      'for another pool',
      { Condition: { ...rightAmr, StringEquals: { [aud]: otherPoolId } } },
      ['TRUST_AUD_MISMATCH', 'TRUST_AMR_MISMATCH'],
    ],
    [
      'with aud by StringLike',
      { Condition: { ...rightAmr, StringLike: { [aud]: 'eu-west-1:*' } } },
      ['TRUST_AUD_MISMATCH', 'TRUST_AMR_MISMATCH'],
    ],
    [
      'with aud only if it exists',
      { Condition: { ...rightAmr, StringEqualsIfExists: { [aud]: identityPoolId } } },
      ['TRUST_AUD_MISMATCH', 'TRUST_AMR_MISMATCH'],
    ],
    [
      'with aud as a wildcard',
      { Condition: { ...rightAmr, StringEquals: { [aud]: '*' } } },
      ['TRUST_AUD_MISMATCH', 'TRUST_AMR_MISMATCH'],
    ],
    [
      'with an empty list of aud',
      { Condition: { ...rightAmr, StringEquals: { [aud]: [] } } },
      ['TRUST_AUD_MISMATCH', 'TRUST_AMR_MISMATCH'],
    ],
    [
      'with the aud of another issuer',
      { Condition: { ...rightAmr, StringEquals: { 'accounts.google.com:aud': identityPoolId } } },
      ['TRUST_AUD_MISMATCH', 'TRUST_AMR_MISMATCH'],
    ],
    [
      'for guests',
      { Condition: { ...rightAud, 'ForAnyValue:StringLike': { [amr]: 'unauthenticated' } } },
      ['TRUST_AMR_MISMATCH'],
    ],
    [
      'for guests as well',
      {
        Condition: {
          ...rightAud,
          'ForAnyValue:StringLike': { [amr]: ['authenticated', 'unauthenticated'] },
        },
      },
      ['TRUST_AMR_MISMATCH'],
    ],
    [
      'for any kind of user',
      { Condition: { ...rightAud, 'ForAnyValue:StringLike': { [amr]: '*' } } },
      ['TRUST_AMR_MISMATCH'],
    ],
    [
      'for a pattern of kinds',
      {
        Condition: {
          ...rightAud,
          'ForAnyValue:StringLike': { [amr]: ['authenticated', '??authenticated'] },
        },
      },
      ['TRUST_AMR_MISMATCH'],
    ],
    [
      'with amr for all values',
      { Condition: { ...rightAud, 'ForAllValues:StringLike': { [amr]: 'authenticated' } } },
      ['TRUST_AMR_MISMATCH'],
    ],
    [
      'with amr without a set operator',
      { Condition: { ...rightAud, StringLike: { [amr]: 'authenticated' } } },
      ['TRUST_AMR_MISMATCH'],
    ],
  ])('is refused: %s', (_, change, expected) => {
    expect(judge(trustStatement('authenticated', change))).toEqual(expected);
  });

  it('is refused for the guest role when it admits signed-in users', () => {
    const policy = trustPolicy(trustStatement('authenticated'));

    expect(codes(judgeTrust(policy, guestRole, identityPoolId))).toEqual(['TRUST_AMR_MISMATCH']);
  });
});

function asLists({ Effect, Action, Condition }: TrustStatement) {
  const listed = Object.entries(Condition as Record<string, Record<string, string>>).map(
    ([operator, keys]) => [
      operator,
      Object.fromEntries(Object.entries(keys).map(([key, value]) => [key, [value]])),
    ],
  );
  const Principal = { Federated: ['cognito-identity.amazonaws.com'] };
  return { Effect, Principal, Action: [Action], Condition: Object.fromEntries(listed) };
}

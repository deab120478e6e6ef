import { describe, expect, it } from '@jest/globals';

import { judgeTrust } from '../../../src/domain/pools/trust-policy.ts';
import { codes } from '../../support/builders/codes.ts';
import { authRoleArn, identityPoolId } from '../../support/builders/ids.ts';
import {
  trustPolicy,
  trustStatement,
  type TrustStatement,
} from '../../support/builders/identity-pool.ts';

const authRole = { kind: 'authenticated', arn: authRoleArn } as const;
const otherPoolId = 'eu-west-1:99999999-2222-4333-8444-555555555555';
const aud = 'cognito-identity.amazonaws.com:aud';
const amr = 'cognito-identity.amazonaws.com:amr';
const rightAud = { StringEquals: { [aud]: identityPoolId } };
const rightAmr = { 'ForAnyValue:StringLike': { [amr]: 'authenticated' } };

const judge = (...statements: TrustStatement[]) =>
  codes(judgeTrust(trustPolicy(...statements), authRole, identityPoolId));
const withCondition = (Condition: unknown) => trustStatement('authenticated', { Condition });

describe('A second statement beside the right one', () => {
  const right = trustStatement('authenticated');
  const bare = { Condition: undefined };

  it.each<[string, TrustStatement, string[]]>([
    ['without conditions', bare, ['TRUST_AUD_MISMATCH', 'TRUST_AMR_MISMATCH']],
    ['without aud', { Condition: rightAmr }, ['TRUST_AUD_MISMATCH']],
    [
      'with aud by a pattern',
      { Condition: { ...rightAmr, StringLike: { [aud]: 'eu-west-1:*' } } },
      ['TRUST_AUD_MISMATCH'],
    ],
    ['without amr', { Condition: rightAud }, ['TRUST_AMR_MISMATCH']],
    [
      'for any kind of user among others',
      { Condition: { ...rightAud, 'ForAnyValue:StringLike': { [amr]: ['authenticated', '*'] } } },
      ['TRUST_AMR_MISMATCH'],
    ],
    ['for guests', trustStatement('unauthenticated'), ['TRUST_AMR_MISMATCH']],
    [
      'open by a wildcard of actions',
      { ...bare, Action: 'sts:*' },
      ['TRUST_AUD_MISMATCH', 'TRUST_AMR_MISMATCH'],
    ],
    [
      'open by a prefix of actions',
      { ...bare, Action: ['sts:TagSession', 'sts:AssumeRole*'] },
      ['TRUST_AUD_MISMATCH', 'TRUST_AMR_MISMATCH'],
    ],
    [
      'open by every action but one',
      { ...bare, Action: undefined, NotAction: 'sts:TagSession' },
      ['TRUST_AUD_MISMATCH', 'TRUST_AMR_MISMATCH'],
    ],
    [
      'open to any federation',
      { ...bare, Principal: { Federated: '*' } },
      ['TRUST_AUD_MISMATCH', 'TRUST_AMR_MISMATCH'],
    ],
    ['open to anybody', { ...bare, Principal: '*' }, ['TRUST_AUD_MISMATCH', 'TRUST_AMR_MISMATCH']],
    [
      'open among other principals',
      {
        ...bare,
        Principal: { Federated: ['graph.facebook.com', 'cognito-identity.amazonaws.com'] },
      },
      ['TRUST_AUD_MISMATCH', 'TRUST_AMR_MISMATCH'],
    ],
  ])('opens the role: %s (CVE-2024-28056)', (_, change, expected) => {
    const second = trustStatement('authenticated', change);

    expect(judge(right, second)).toEqual(expected);
    expect(judge(second, right)).toEqual(expected);
  });

  it.each<[string, TrustStatement]>([
    [
      'trusts another pool in the same way',
      withCondition({ ...rightAmr, StringEquals: { [aud]: otherPoolId } }),
    ],
    ['only tags sessions', { ...bare, Action: 'sts:TagSession' }],
    [
      'trusts a service',
      { ...bare, Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' },
    ],
    ['denies', { ...bare, Effect: 'Deny' }],
  ])('is no matter when it %s', (_, change) => {
    expect(judge(right, trustStatement('authenticated', change))).toEqual([]);
  });

  it('cannot lend its amr to a first one that has only aud', () => {
    const otherPool = { ...rightAmr, StringEquals: { [aud]: otherPoolId } };

    expect(judge(withCondition(rightAud), withCondition(otherPool))).toEqual([
      'TRUST_AMR_MISMATCH',
    ]);
  });
});

describe('A trust policy that cannot be read', () => {
  it.each([
    ['no JSON', 'nonsense'],
    ['empty', ''],
    ['null', 'null'],
    ['without statements', '{"Version":"2012-10-17"}'],
    ['a statement without effect', JSON.stringify({ Statement: [{ Action: '*' }] })],
  ])('is a finding of its own: %s', (_, policy) => {
    expect(judgeTrust(policy, authRole, identityPoolId)).toEqual([
      expect.objectContaining({ code: 'TRUST_POLICY_UNREADABLE', subject: authRoleArn }),
    ]);
  });

  it('is not one that has no statement', () => {
    expect(judge()).toEqual(['TRUST_MISSING']);
  });
});

describe('A finding about trust', () => {
  it('says what is there, what is needed as a whole statement, and how to look', () => {
    const statement = withCondition({ ...rightAmr, StringEquals: { [aud]: otherPoolId } });

    const [finding] = judgeTrust(trustPolicy(statement), authRole, identityPoolId);

    expect(finding).toMatchObject({
      code: 'TRUST_AUD_MISMATCH',
      severity: 'error',
      subject: authRoleArn,
      found: otherPoolId,
      command: 'aws iam get-role --role-name CognitoAuth --query Role.AssumeRolePolicyDocument',
    });
    expect(JSON.parse(finding?.needed ?? '')).toEqual(trustStatement('authenticated'));
  });
});

import { describe, expect, it } from '@jest/globals';

import { judgeTrust } from '../../../src/domain/trust/trust-policy.ts';
import { codes } from '../../support/builders/codes.ts';
import { identityPoolId } from '../../support/builders/ids.ts';
import {
  trustPolicy,
  trustStatement,
  type TrustStatement,
} from '../../support/builders/identity-pool.ts';
import {
  amr,
  aud,
  judgeStatements,
  mendedBy,
  otherPoolId,
  rightAmr,
  rightAud,
  roles,
  withCondition,
} from '../../support/builders/trust.ts';

const judge = (...statements: TrustStatement[]) => codes(judgeStatements(statements));

describe('The right statement', () => {
  it.each([
    ['authenticated', 'authenticated'],
    ['guest', 'unauthenticated'],
    ['group', 'authenticated'],
  ] as const)('DOC-3: is accepted for a role of kind %s', (kind, who) => {
    expect(judgeStatements([trustStatement(who)], kind)).toEqual([]);
  });

  it.each([
    ['the lone statement of a policy', { Statement: trustStatement('authenticated') }],
    ['lists of one', { Statement: [asLists(trustStatement('authenticated'))] }],
  ])('is accepted as %s', (_, policy) => {
    expect(judgeTrust(JSON.stringify(policy), roles.authenticated, identityPoolId)).toEqual([]);
  });

  it.each([
    [
      'amr by StringEquals',
      { ...rightAud, 'ForAnyValue:StringEquals': { [amr]: 'authenticated' } },
    ],
    [
      'a provider as well',
      { ...rightAud, 'ForAnyValue:StringLike': { [amr]: ['authenticated', 'graph.facebook.com'] } },
    ],
    ['operators and keys in other letters', lowerCase()],
    ['aud by a StringLike without wildcards', { ...rightAmr, StringLike: rightAud.StringEquals }],
  ])('may have %s', (_, condition) => {
    expect(judge(withCondition(condition))).toEqual([]);
  });

  it('may tag sessions', () => {
    const Action = ['sts:AssumeRoleWithWebIdentity', 'sts:TagSession'];

    expect(judge(trustStatement('authenticated', { Action }))).toEqual([]);
  });

  it('may serve other pools that it names, which is told', () => {
    const condition = { ...rightAmr, StringEquals: { [aud]: [otherPoolId, identityPoolId] } };

    expect(judgeStatements([withCondition(condition)])).toEqual([
      expect.objectContaining({ code: 'TRUST_OTHER_POOL', severity: 'info', found: otherPoolId }),
    ]);
  });

  it('is kept from nobody by a Deny of others', () => {
    const unless = { Effect: 'Deny', Condition: { StringNotEquals: { [aud]: identityPoolId } } };

    expect(judge(trustStatement('authenticated'), trustStatement('authenticated', unless))).toEqual(
      [],
    );
  });
});

describe('A trust policy that cannot be read', () => {
  it.each([
    ['no JSON', 'nonsense'],
    ['empty', ''],
    ['null', 'null'],
    ['without statements', '{"Version":"2012-10-17"}'],
    ['a statement without effect', JSON.stringify({ Statement: [{ Action: '*' }] })],
    ['an effect of its own', JSON.stringify({ Statement: [{ Effect: 'Maybe' }] })],
  ])('is a finding of its own: %s', (_, policy) => {
    const findings = judgeTrust(policy, roles.authenticated, identityPoolId);

    expect(codes(findings)).toEqual(['TRUST_POLICY_UNREADABLE']);
    expect(mendedBy(findings[0])).toBe(trustPolicy(trustStatement('authenticated')));
  });

  it('is not one that has no statement', () => {
    expect(judge()).toEqual(['TRUST_MISSING']);
  });
});

describe('A finding about trust', () => {
  it('W-6: says who trusts whom, what is needed, and the command that mends it', () => {
    const statement = withCondition({ ...rightAmr, StringEquals: { [aud]: otherPoolId } });

    const [finding] = judgeStatements([statement]);

    expect(finding).toMatchObject({
      code: 'TRUST_AUD_MISMATCH',
      severity: 'error',
      subject: roles.authenticated.arn,
      message: `${roles.authenticated.arn} does not trust the identity pool ${identityPoolId}.`,
      found: `StringEquals aud = ${otherPoolId}`,
    });
    expect(JSON.parse(finding?.needed ?? '')).toEqual(trustStatement('authenticated'));
    expect(finding?.command).toMatch(
      /^aws iam update-assume-role-policy --role-name CognitoAuth --policy-document '\{.*\}'$/,
    );
    expect(mendedBy(finding)).toBe(trustPolicy(trustStatement('authenticated'), statement));
  });

  it('comes with all others of the role at once, and all write the same document', () => {
    const findings = judgeStatements([
      withCondition(rightAmr),
      withCondition({ ...rightAud, 'ForAnyValue:StringLike': { [amr]: '*' } }),
      { Effect: 'Allow', Principal: '*', Action: 'sts:AssumeRole' },
    ]);

    expect(codes(findings)).toEqual([
      'TRUST_OPEN_TO_ANY_POOL',
      'TRUST_REACHED_BY_GUESTS',
      'TRUST_ANYONE',
    ]);
    expect(new Set(findings.map(mendedBy))).toEqual(
      new Set([trustPolicy(trustStatement('authenticated'))]),
    );
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

function lowerCase() {
  return {
    stringequals: { [aud.replace('cognito', 'Cognito')]: identityPoolId },
    'foranyvalue:stringlike': { [amr.toUpperCase()]: 'authenticated' },
  };
}

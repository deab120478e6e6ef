import { describe, expect, it } from '@jest/globals';

import { identityPoolId } from '../../support/builders/ids.ts';
import { trustStatement, type TrustStatement } from '../../support/builders/identity-pool.ts';
import {
  aud,
  cognito,
  judgeStatements,
  mendedBy,
  otherPoolId,
  rightAmr,
  rightAud,
  withCondition,
} from '../../support/builders/trust.ts';

const right = trustStatement('authenticated');
const repaired = (...statements: TrustStatement[]) => {
  const finding = judgeStatements(statements).find(({ command }) => command);
  return JSON.parse(mendedBy(finding)).Statement as readonly TrustStatement[];
};
const stranger = `arn:aws:iam::444455556666:role/${'x'.repeat(60)}`;
const account = { Effect: 'Allow', Principal: { AWS: stranger }, Action: 'sts:AssumeRole' };

describe('A repair near the length that IAM takes', () => {
  it('leaves out an Allow that it would narrow, and keeps the Deny', () => {
    const long = [0, 1, 2, 3, 4].map((index) =>
      withCondition({
        ...rightAmr,
        StringEquals: { [`aws:PrincipalTag/${index}`]: 'y'.repeat(90) },
      }),
    );
    const deny = { ...account, Effect: 'Deny', Action: 'sts:*' };

    expect(repaired(...long, deny)).toEqual([right, deny]);
  });

  it('is not printed where a Deny would have to go', () => {
    const locked = (deny: TrustStatement) => judgeStatements([right, account, deny])[0];
    const all: TrustStatement = { Effect: 'Deny', Principal: '*', Action: 'sts:*' };
    const long = Array.from(
      { length: 9 },
      (_, at) => `arn:aws:iam::111122223333:role/${at}${stranger}`,
    );
    const longDeny = { ...all, Principal: { Federated: [cognito, ...long] } };

    expect(locked(all)?.command).toContain('"Effect":"Deny"');
    expect(locked(longDeny)).toMatchObject({ code: 'TRUST_DENIES', facts: { corrected: null } });
    expect(locked(longDeny)?.command).toBeUndefined();
    expect(locked(longDeny)?.resolution).toContain('by hand');
  });
});

describe('A repair of a statement that names other identity pools', () => {
  it.each([
    ['a negated one, whatever its case', 'StringNotEquals', otherPoolId.toUpperCase()],
    ['a negated one', 'StringNotEqualsIgnoreCase', otherPoolId],
    ['one of another case, which no token bears', 'StringNotLike', otherPoolId.toUpperCase()],
  ])('lets in none that it did not name: %s', (_, operator, value) => {
    const statement = withCondition({ ...rightAmr, [operator]: { [aud]: value } });

    expect(JSON.stringify(repaired(statement)).toLowerCase()).not.toContain(otherPoolId);
    expect(repaired(statement)).toEqual([right]);
  });

  it('keeps those that it named beside a condition that is too wide', () => {
    const statement = withCondition({
      StringEqualsIgnoreCase: { [aud]: otherPoolId.toUpperCase() },
      'ForAllValues:StringEquals': { [aud]: [otherPoolId, '*'] },
    });

    expect(repaired(statement)[1]).toMatchObject({
      Condition: { StringEqualsIgnoreCase: { [aud]: otherPoolId.toUpperCase() } },
    });
  });

  it('lets no users of theirs in who were kept out by a claim that no token bears', () => {
    const key = `${cognito}:groups`;
    const pools = { StringEquals: { [aud]: [identityPoolId, otherPoolId], [key]: 'x' } };

    expect(repaired(withCondition({ ...pools, ...rightAmr }))).toEqual([right]);
  });
});

describe('A repair', () => {
  it('keeps the claim that was right', () => {
    const kinds = { 'ForAnyValue:StringEquals': { [`${cognito}:amr`]: ['authenticated'] } };

    expect(repaired(withCondition(kinds))).toEqual([
      withCondition({
        ...rightAud,
        'ForAnyValue:StringEquals': { [`${cognito}:amr`]: 'authenticated' },
      }),
    ]);
  });

  it('gives a name to one statement alone', () => {
    const both = { ...right, Sid: 'Both', Principal: { Federated: cognito, AWS: stranger } };
    const statements = repaired({ ...both, Action: 'sts:*', Condition: undefined });

    expect(statements.map((one) => (one as { Sid?: string }).Sid)).toEqual(['Both', undefined]);
  });

  it.each(['sts:TagSession', 'sts:SetSourceIdentity', 'sts:SetContext'])(
    'allows %s to the users where the role has allowed it to a pool',
    (action) => {
      const elsewhere = { ...rightAmr, StringEquals: { [aud]: otherPoolId } };
      const marking = { ...withCondition(elsewhere), Action: action };

      expect(repaired(withCondition(elsewhere), marking)).toEqual([
        { ...right, Action: ['sts:AssumeRoleWithWebIdentity', action] },
        withCondition(elsewhere),
        marking,
      ]);
    },
  );
});

import { describe, expect, it } from '@jest/globals';

import { codes } from '../../support/builders/codes.ts';
import { trustStatement } from '../../support/builders/identity-pool.ts';
import {
  cognito,
  judgeStatements,
  rightAmr,
  rightAud,
  withCondition,
} from '../../support/builders/trust.ts';

/** The right statement with one condition more. */
const withMore = (operator: string, key: string, value: string) => {
  const right: Readonly<Record<string, object>> = { ...rightAud, ...rightAmr };
  return withCondition({ ...right, [operator]: { ...right[operator], [key]: value } });
};

describe('A key that no token of an identity pool bears', () => {
  it.each([
    ['StringEquals', `${cognito}:groups`, 'Administrators'],
    ['ForAnyValue:StringEquals', `${cognito}:groups`, 'Administrators'],
    ['StringLike', 'Cognito-Identity.amazonaws.com:Username', '*'],
    ['StringEqualsIgnoreCase', `${cognito}:email`, 'a@example.com'],
    ['ArnLike', `${cognito}:role`, 'arn:*'],
    ['NumericLessThan', `${cognito}:exp`, '1'],
    ['DateGreaterThan', `${cognito}:iat`, '1'],
    ['Bool', `${cognito}:email_verified`, 'true'],
    ['BinaryEquals', `${cognito}:nonce`, 'AA=='],
    ['Null', `${cognito}:groups`, 'false'],
    ['StringEquals', 'graph.facebook.com:app_id', '1'],
    ['StringEquals', 'accounts.google.com:oaud', 'x'],
    ['StringEquals', 'saml:sub_type', 'persistent'],
  ])('locks everybody out by %s %s', (operator, key, value) => {
    const [finding, ...others] = judgeStatements([withMore(operator, key, value)]);

    expect(finding).toMatchObject({ code: 'TRUST_MISSING', severity: 'error' });
    expect(finding?.facts['neverMet']).toEqual([{ operator, key, values: [value] }]);
    expect(others).toEqual([]);
  });

  it.each([
    ['StringNotEquals', `${cognito}:groups`, 'Guests'],
    ['StringEqualsIfExists', `${cognito}:groups`, 'Administrators'],
    ['ForAllValues:StringEquals', `${cognito}:groups`, 'Administrators'],
    ['NumericNotEquals', `${cognito}:exp`, '1'],
    ['DateNotEquals', `${cognito}:iat`, '1'],
    ['ArnNotLike', `${cognito}:role`, 'arn:*'],
    ['NotIpAddress', `${cognito}:ip`, '10.0.0.0/8'],
    ['BoolIfExists', `${cognito}:email_verified`, 'true'],
    ['Null', `${cognito}:groups`, 'true'],
    ['StringNotLike', 'graph.facebook.com:app_id', '1'],
  ])('takes nothing away by %s %s', (operator, key, value) => {
    expect(judgeStatements([withMore(operator, key, value)])).toEqual([]);
  });

  it('protects nobody by a Deny', () => {
    const deny = { ...withMore('StringEquals', `${cognito}:groups`, 'x'), Effect: 'Deny' };

    expect(judgeStatements([trustStatement('authenticated'), deny])).toEqual([]);
  });

  it.each([
    ['StringSimilar', `${cognito}:groups`, 'x'],
    ['StringEquals', 'aws:PrincipalTag/team.name', 'x'],
    ['StringEquals', 'sts:RoleSessionName', 'x'],
  ])('is in doubt where the operator or the key is of no issuer: %s %s', (operator, key, value) => {
    expect(codes(judgeStatements([withMore(operator, key, value)]))).toEqual(['TRUST_MAY_DENY']);
  });
});

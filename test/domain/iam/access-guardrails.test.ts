import { describe, expect, it } from '@jest/globals';
import { PolicyFault } from '../../../src/contract/errors/faults.ts';
import { requireGuardedAccess } from '../../../src/domain/iam/access-guardrails.ts';

const userPoolArn = 'arn:aws:cognito-idp:eu-west-1:111122223333:userpool/eu-west-1_AbCdEfGhI';
const roleArn = 'arn:aws:iam::111122223333:role/service-role/orders-role';
const action = 'cognito-idp:AdminGetUser';

function guard(statement: object, written: Partial<{ roleArn: string; userPoolArn: string }> = {}) {
  const document = JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: action, Resource: userPoolArn, ...statement }],
  });
  return () => requireGuardedAccess(document, { roleArn, userPoolArn, ...written });
}

describe('A policy that gives functions access to users', () => {
  it('names one user pool and actions of the closed list', () => {
    expect(guard({ Action: [action, 'cognito-idp:ListUsers'] })).not.toThrow();
  });

  it.each([
    ['every action', { Action: 'cognito-idp:*' }],
    ['one that changes the pool', { Action: 'cognito-idp:UpdateUserPool' }],
    ['one of another service', { Action: 's3:GetObject' }],
    ['every pool', { Resource: '*' }],
    ['a pattern of pools', { Resource: userPoolArn.replace(/_.*/, '_*') }],
    ['another pool', { Resource: userPoolArn.replace('AbC', 'XyZ') }],
    ['less than it says', { Effect: 'Deny' }],
    ['something under a condition', { Condition: { StringLike: { 's3:prefix': ['a'] } } }],
    ['what is not said', { NotAction: 'cognito-idp:ListUsers' }],
  ])('never gives %s', (_what, statement) => {
    expect(guard(statement)).toThrow(PolicyFault);
  });

  it.each([
    ['another account', { roleArn: roleArn.replace('111122223333', '444455556666') }],
    ['another partition', { roleArn: roleArn.replace('arn:aws:', 'arn:aws-cn:') }],
    ['no role at all', { roleArn: 'orders-role' }],
  ])('is never for a role of %s', (_what, written) => {
    expect(guard({}, written)).toThrow(PolicyFault);
  });
});

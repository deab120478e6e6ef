import { describe, expect, it } from '@jest/globals';
import { isAllow, isDeniedEverywhere, synthesize } from './template.ts';

const stack = synthesize();
const roles = [...stack.roles()];

describe('Who allows what', () => {
  const tagged = { Null: { 'aws:ResourceTag/amplify-import': 'false' } };
  const writes = ['iam:PutRolePolicy', 'iam:DeleteRolePolicy'];

  it('role policies are written on tagged roles only', () => {
    for (const [, statements] of roles) {
      for (const statement of statements.filter(isAllow)) {
        if (statement.actions.some((action) => writes.includes(action))) {
          expect(statement).toEqual({
            effect: 'Allow',
            actions: writes,
            resources: ['arn:<AWS::Partition>:iam::<AWS::AccountId>:role/*'],
            condition: tagged,
          });
        }
      }
    }
  });

  it('the context "allow" opens the roles that it names, and no other resource', () => {
    const allow = {
      storefront: ['arn:aws:iam::111122223333:role/storefront-*', 'arn:aws:s3:::storefront-*'],
      backoffice: ['arn:aws:iam::111122223333:role/storefront-*'],
    };
    const opened = synthesize({ allow });

    for (const state of ['Apply role policies', 'Undo role policies'] as const) {
      const untagged = opened
        .statementsOf(state)
        .filter((statement) => isAllow(statement) && statement.actions.includes(writes[0] ?? ''))
        .filter((statement) => statement.condition === null);

      expect(untagged.flatMap((statement) => statement.resources)).toEqual([
        'arn:aws:iam::111122223333:role/storefront-*',
      ]);
    }
    for (const state of ['Validate identity pool', 'Plan role policies'] as const) {
      const { Environment } = opened.functionOf(state).resource.Properties;

      expect(Environment).toMatchObject({ Variables: { ALLOWED: JSON.stringify(allow) } });
    }
  });

  it.each(roles)('%s may never write on a role of ours, nor widen any role', (_id, statements) => {
    const denied = statements.filter((statement) => statement.effect === 'Deny');

    expect(denied).toContainEqual({
      effect: 'Deny',
      actions: writes,
      resources: ['arn:<AWS::Partition>:iam::<AWS::AccountId>:role/amplify-import/*'],
      condition: null,
    });
    for (const action of [
      'UpdateAssumeRolePolicy',
      'AttachRolePolicy',
      'DetachRolePolicy',
      'PutRolePermissionsBoundary',
      'DeleteRolePermissionsBoundary',
      'TagRole',
      'UntagRole',
      'PassRole',
      'CreateRole',
      'DeleteRole',
      'CreatePolicy',
      'CreatePolicyVersion',
      'SetDefaultPolicyVersion',
    ]) {
      expect([action, isDeniedEverywhere(statements, `iam:${action}`)]).toEqual([action, true]);
    }
  });

  it('every role of ours lies under our path', () => {
    const paths = [...stack.all('AWS::IAM::Role').values()].map((role) => role.Properties['Path']);

    expect(new Set(paths)).toEqual(new Set(['/amplify-import/']));
  });
});

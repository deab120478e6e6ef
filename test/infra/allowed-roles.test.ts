import { describe, expect, it } from '@jest/globals';
import { allowListOf } from '../../src/contract/allow.ts';
import { states, type StateName } from '../../src/contract/states.ts';
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
  });

  it('the states that ask owners are told the list, and no other state is', () => {
    const allow = {
      storefront: ['arn:aws:iam::111122223333:role/storefront-*', 'arn:aws:s3:::storefront-*'],
      backoffice: ['arn:aws:iam::111122223333:role/storefront-*'],
    };
    const opened = synthesize({ allow });
    const told = (Object.keys(states) as StateName[]).flatMap((state) => {
      const { Environment } = opened.functionOf(state).resource.Properties;
      const { ALLOWED } = (Environment as { Variables: Record<string, string> }).Variables;
      return ALLOWED === undefined ? [] : [[state, allowListOf(ALLOWED)]];
    });

    expect(told).toEqual(
      ['Validate identity pool', 'Plan role policies', 'Plan push', 'Plan removal'].map((state) => [
        state,
        allow,
      ]),
    );
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

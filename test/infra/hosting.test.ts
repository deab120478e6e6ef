import { describe, expect, it } from '@jest/globals';
import type { StateName } from '../../src/contract/states.ts';
import { isAllow, type Statement, synthesize } from './template.ts';

const apps = 'arn:<AWS::Partition>:amplify:*:<AWS::AccountId>:apps/*';
const tagged = { Null: { 'aws:ResourceTag/amplify-import': 'false' } };
const allow = {
  storefront: [
    'arn:aws:amplify:eu-west-1:111122223333:apps/d1',
    'arn:aws:amplify:eu-west-1:111122223333:apps/d2/branches/main',
    'arn:aws:iam::111122223333:role/storefront-*',
  ],
  backoffice: [
    'arn:aws:amplify:*:111122223333:apps/d3*',
    'arn:aws:amplify:eu-west-1:111122223333:apps/d2/branches/main',
  ],
};

const closed = synthesize();
const opened = synthesize({ allow });

function allowing(
  stack: ReturnType<typeof synthesize>,
  state: StateName,
  action: string,
): readonly Statement[] {
  return stack
    .statementsOf(state)
    .filter((statement) => isAllow(statement) && statement.actions.includes(action));
}

describe('The rights on Amplify Hosting', () => {
  it.each([
    ['amplify:UpdateApp', apps],
    ['amplify:UpdateBranch', `${apps}/branches/*`],
  ])('write by %s where the owner has set the tag', (action, resource) => {
    const statements = allowing(closed, 'Push target', action);

    expect(statements).toEqual([
      { effect: 'Allow', actions: [action], resources: [resource], condition: tagged },
    ]);
  });

  it('write on what the owner of the stack has listed, whatever its tags', () => {
    const untagged = allowing(opened, 'Push target', 'amplify:UpdateApp').filter(
      ({ condition }) => condition === null,
    );

    expect(untagged.flatMap(({ resources }) => resources)).toEqual([
      'arn:aws:amplify:eu-west-1:111122223333:apps/d1',
      'arn:aws:amplify:eu-west-1:111122223333:apps/d2/branches/main',
      'arn:aws:amplify:*:111122223333:apps/d3*',
    ]);
  });

  it('start no build of any branch unless the owner of the stack has listed one', () => {
    expect(allowing(closed, 'Follow builds', 'amplify:StartJob')).toEqual([]);
  });

  it('start builds of listed branches only, and an app that is listed alone has none', () => {
    const statements = allowing(opened, 'Follow builds', 'amplify:StartJob');

    expect(statements.flatMap(({ resources }) => resources)).toEqual([
      'arn:aws:amplify:eu-west-1:111122223333:apps/d2/branches/main/jobs/*',
      'arn:aws:amplify:*:111122223333:apps/d3*/jobs/*',
    ]);
  });

  it('look at builds of every branch of the account', () => {
    const looks = ['amplify:ListJobs', 'amplify:GetJob'].flatMap((action) =>
      allowing(closed, 'Follow builds', action).flatMap(({ resources }) => resources),
    );

    expect(looks).toEqual([`${apps}/branches/*`, `${apps}/branches/*/jobs/*`]);
  });
});

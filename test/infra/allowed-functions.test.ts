import { describe, expect, it } from '@jest/globals';
import { isAllow, synthesize, type StackTemplate } from './template.ts';

const update = 'lambda:UpdateFunctionConfiguration';

/** Every statement of the stack that allows an update of a function. */
function updating(stack: StackTemplate) {
  return [...stack.roles()].flatMap(([role, statements]) =>
    statements
      .filter((statement) => isAllow(statement) && statement.actions.includes(update))
      .map(({ actions, resources, condition }) => ({ role, actions, resources, condition })),
  );
}

describe('Functions that are pushed to', () => {
  it('are written by two states, where their owner has set the tag', () => {
    const stack = synthesize();
    const tagged = expect.objectContaining({
      actions: ['lambda:GetFunction', update],
      resources: ['arn:<AWS::Partition>:lambda:*:<AWS::AccountId>:function:*'],
      condition: { Null: { 'aws:ResourceTag/amplify-import': 'false' } },
    });

    expect(updating(stack)).toEqual([tagged, tagged]);
    for (const state of ['Push target', 'Restore target'] as const) {
      expect(stack.statementsOf(state).flatMap(({ actions }) => actions)).toContain(update);
    }
  });

  it('are written where the context "allow" names them, too, and by it nothing else is', () => {
    const orders = 'arn:aws:lambda:eu-west-1:111122223333:function:orders-*';
    const allow = { storefront: [orders, 'arn:aws:s3:::storefront-*'] };

    const untagged = updating(synthesize({ allow })).filter(({ condition }) => condition === null);

    expect(new Set(untagged.flatMap(({ resources }) => resources))).toEqual(new Set([orders]));
  });
});

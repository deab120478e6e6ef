import { describe, expect, it } from '@jest/globals';
import { isAllow, synthesize, type Statement } from './template.ts';

const stack = synthesize();
const functions = new Set(stack.all('AWS::Lambda::Function').keys());

/** A call that a role makes, on something that is there. */
type Call = { readonly action: string; readonly resource: string };

/** References as the account would fill them in: CloudFormation names functions after the stack. */
function filledIn(resource: string): string {
  return resource
    .replaceAll('<AWS::Partition>', 'aws')
    .replaceAll('<AWS::Region>', 'eu-west-1')
    .replaceAll('<AWS::AccountId>', '111122223333')
    .replaceAll(/<(\w+)\.Arn>/g, (reference, id: string) =>
      functions.has(id)
        ? `arn:aws:lambda:eu-west-1:111122223333:function:AmplifyImport-${id}`
        : reference,
    );
}

/** Every call that a role is allowed; where a pattern allows it, on something of a user's. */
function callsOf(statements: readonly Statement[]): readonly Call[] {
  return statements.filter(isAllow).flatMap(({ actions, resources }) =>
    actions.flatMap((action) =>
      resources.map((resource) => ({
        action,
        resource: filledIn(resource).replaceAll('*', 'storefront'),
      })),
    ),
  );
}

function matches(pattern: string, text: string): boolean {
  const source = pattern.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`).replaceAll('*', '.*');
  return new RegExp(`^${source}$`).test(text);
}

function isDenied(statements: readonly Statement[], { action, resource }: Call): boolean {
  return statements.some(
    ({ effect, actions, resources }) =>
      effect === 'Deny' &&
      actions.some((pattern) => matches(pattern, action)) &&
      resources.some((pattern) => matches(filledIn(pattern), resource)),
  );
}

const roles = [...stack.roles()];

describe('What every role is denied', () => {
  it.each(roles)('leaves %s every call of its own', (_id, statements) => {
    const calls = callsOf(statements);

    expect(calls.length).toBeGreaterThan(0);
    expect(calls.filter((call) => isDenied(statements, call))).toEqual([]);
  });

  it.each(roles)(
    'keeps %s from changing a function of ours, by a tag or a list or not',
    (_id, statements) => {
      const resource = 'arn:aws:lambda:eu-west-1:111122223333:function:AmplifyImport-PlanPush';
      const changes = [
        'AddPermission',
        'CreateAlias',
        'DeleteFunction',
        'PublishVersion',
        'PutFunctionConcurrency',
        'RemovePermission',
        'TagResource',
        'UntagResource',
        'UpdateFunctionCode',
        'UpdateFunctionConfiguration',
      ].map((action) => ({ action: `lambda:${action}`, resource }));

      expect(changes.filter((call) => !isDenied(statements, call))).toEqual([]);
      expect(isDenied(statements, { action: 'lambda:InvokeFunction', resource })).toBe(false);
    },
  );

  it('are calls of every machine on its own functions', () => {
    const invoked = roles.flatMap(([, statements]) =>
      callsOf(statements).filter(({ action }) => action === 'lambda:InvokeFunction'),
    );

    expect(invoked.length).toBeGreaterThan(functions.size - 1);
    expect(invoked.every(({ resource }) => resource.includes(':function:AmplifyImport-'))).toBe(
      true,
    );
  });
});

import { describe, expect, it } from '@jest/globals';
import { App, Stack, Stage, type Environment } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { AmplifyImport, type AmplifyImportProps } from '../../infra/amplify-import.ts';
import { readsTag } from '../../src/contract/stack.ts';
import { asText, StackTemplate, synthesize, type Resource } from './template.ts';

/** An app of somebody else, which has no context but that nothing is bundled. */
function foreignApp(): App {
  return new App({ context: { 'aws:cdk:bundling-stacks': [] } });
}

function foreignStack(env: Environment = {}, scope: Stage = foreignApp()): Stack {
  return new Stack(scope, `Auth${scope.node.children.length}`, { env });
}

/** The template of a stack of somebody else with the construct in it. */
function synthesizeForeign(propsIn: (stack: Stack) => AmplifyImportProps = () => ({})) {
  const stack = foreignStack();
  new AmplifyImport(stack, 'Import', propsIn(stack));
  return new StackTemplate(Template.fromStack(stack));
}

const account = '111122223333';

describe('In a stack of somebody else', () => {
  const ours = synthesize();
  const theirs = synthesizeForeign();

  it('makes what our own stack makes', () => {
    const countsIn = ({ template }: StackTemplate) => {
      const resources = Object.values(template.toJSON()['Resources'] as { [id: string]: Resource });
      return Object.fromEntries(
        [...new Set(resources.map(({ Type }) => Type))]
          .toSorted()
          .map((type) => [type, resources.filter(({ Type }) => Type === type).length]),
      );
    };

    expect(countsIn(theirs)).toEqual(countsIn(ours));
  });

  it('puts nothing beside itself', () => {
    const { Resources, Outputs, Conditions } = theirs.template.toJSON() as Record<string, object>;

    for (const ids of [Resources, Outputs, Conditions].map((part) => Object.keys(part ?? {}))) {
      expect(ids.filter((id) => !id.startsWith('Import'))).toEqual([]);
      expect(ids).not.toEqual([]);
    }
  });

  it('lets access logs in by a policy of the bucket, as our own stack does', () => {
    const allowing = (stack: StackTemplate) =>
      JSON.stringify([...stack.all('AWS::S3::BucketPolicy').values()]).match(
        /logging\.s3\.amazonaws\.com/g,
      );

    expect(allowing(theirs)).toEqual(['logging.s3.amazonaws.com']);
    expect(allowing(ours)).toEqual(allowing(theirs));
  });

  it('names its functions so that no role of ours may change one', () => {
    const names = [...theirs.all('AWS::Lambda::Function').values()].map(({ Properties }) =>
      String(Properties['FunctionName']),
    );
    const denied = [...theirs.roles().values()].map((statements) =>
      statements.some(
        ({ effect, actions, resources }) =>
          effect === 'Deny' &&
          actions.includes('lambda:Update*') &&
          resources.some((resource) => resource.endsWith(':function:AmplifyImport-*')),
      ),
    );

    expect(names.filter((name) => !/^AmplifyImport-[A-Z]\w+$/.test(name))).toEqual([]);
    expect(new Set(names).size).toBe(names.length);
    expect(new Set(denied)).toEqual(new Set([true]));
  });

  it('takes what its owner decides', () => {
    const pattern = 'arn:aws:iam::111122223333:role/storefront-*';
    const stack = synthesizeForeign(() => ({
      allow: { storefront: [pattern] },
      purge: true,
      retryMode: 'standard',
    }));

    const { Environment: environment } = stack.functionOf('Plan role policies').resource.Properties;
    expect(environment).toMatchObject({
      Variables: {
        ALLOWED: `storefront ${pattern}`,
        MAY_PURGE: 'true',
        AWS_RETRY_MODE: 'standard',
      },
    });
    expect(
      stack.statementsOf('Apply role policies').flatMap(({ resources }) => resources),
    ).toContain(pattern);
  });

  it('refuses a list that policies cannot take', () => {
    const allow = { storefront: ['arn:aws:iam::111122223333:role/${aws:username}'] };

    expect(() => synthesizeForeign(() => ({ allow }))).toThrow('"allow" needs app names');
  });
});

describe('The readers of a construct', () => {
  const build = (stack: Stack) =>
    new Role(stack, 'Build', { assumedBy: new ServicePrincipal('amplify.amazonaws.com') });

  it('get the policy for readers, and the tag that says what they read', () => {
    const stack = synthesizeForeign((scope) => ({
      readers: { 'storefront/prod': [build(scope)] },
    }));

    const [[id, role]] = [...stack.all('AWS::IAM::Role')].filter(([key]) =>
      key.startsWith('Build'),
    ) as [[string, Resource]];
    const policy = [...stack.all('AWS::IAM::ManagedPolicy').values()].find(
      ({ Properties }) => Properties['Roles'],
    );
    expect(role.Properties['Tags']).toEqual([{ Key: readsTag, Value: 'storefront/prod' }]);
    expect(asText(policy?.Properties['ManagedPolicyName'])).toMatch(/^AmplifyImportReader-/);
    expect(policy?.Properties['Roles']).toEqual([{ Ref: id }]);
  });

  it.each(['', '*', 'storefront/', 'storefront/prod/x', 'Storefront'])(
    'are refused where they are to read %j',
    (config) => {
      expect(() =>
        synthesizeForeign((stack) => ({ readers: { [config]: [build(stack)] } })),
      ).toThrow(`not ${JSON.stringify(config)}.`);
    },
  );

  it('are refused where a role stands twice', () => {
    const twice = (stack: Stack) => {
      const role = build(stack);
      return { readers: { storefront: [role], backoffice: [role] } };
    };

    expect(() => synthesizeForeign(twice)).toThrow('names a role twice');
  });
});

describe('A second one', () => {
  const eu = { account, region: 'eu-west-1' };

  it('is refused in the same stack', () => {
    const stack = foreignStack(eu);
    new AmplifyImport(stack, 'Import');

    expect(() => new AmplifyImport(stack, 'Other')).toThrow(
      '"Auth0/Other" would be a second AmplifyImport beside "Auth0/Import" in aws://111122223333/eu-west-1: the names of',
    );
  });

  it.each([
    ['the same account and Region', eu],
    ['whatever account and Region the credentials are of', {}],
    ['one Region of whatever account', { region: 'eu-west-1' }],
  ])('is refused in another stack for %s', (_, env) => {
    const app = foreignApp();
    new AmplifyImport(foreignStack(env, app), 'Import');
    const stage = new Stage(app, 'Later');

    expect(() => new AmplifyImport(foreignStack(env, app), 'Import')).toThrow(
      'an account has room',
    );
    expect(() => new AmplifyImport(foreignStack(env, stage), 'Import')).toThrow(
      'an account has room',
    );
  });

  it.each([
    ['another Region', { account, region: 'us-east-1' }],
    ['another account', { account: '444455556666', region: 'eu-west-1' }],
  ])('is accepted for %s', (_, env) => {
    const app = foreignApp();
    const stacks = [eu, env].map((each) => foreignStack(each, app));
    for (const stack of stacks) new AmplifyImport(stack, 'Import');

    const machines = stacks.map((stack) => Template.fromStack(stack).findResources(machineType));
    expect(Object.keys(machines[0] ?? {})).not.toEqual([]);
    expect(Object.keys(machines[1] ?? {})).toEqual(Object.keys(machines[0] ?? {}));
  });
});

const machineType = 'AWS::StepFunctions::StateMachine';

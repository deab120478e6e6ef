import { readFileSync } from 'node:fs';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include';
import { describe, expect, it } from '@jest/globals';
import {
  identityPoolReads,
  readRolePrefix,
  userPoolReads,
} from '../../src/contract/cognito-reads.ts';
import { eventSource } from '../../src/contract/events.ts';
import { rolePath } from '../../infra/denials.ts';
import { parseInput } from '../../src/domain/request/request-parsing.ts';
import { isAllow, synthesize } from '../infra/template.ts';
import { codeBlock, codeBlocks, readPage, section, table } from './markdown.ts';

const path = 'docs/central-pool-role.template.json';
const page = readPage('docs/central-pool.md');
const stack = synthesize();

type Parameter = { readonly Default?: unknown; readonly AllowedPattern: string };
type Statement = {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource?: { readonly 'Fn::If': readonly [string, unknown, unknown] };
  readonly Principal?: unknown;
};
type Role = {
  readonly Properties: {
    readonly AssumeRolePolicyDocument: { readonly Statement: readonly Statement[] };
    readonly Policies: readonly { PolicyDocument: { Statement: readonly Statement[] } }[];
  };
};

/** The template as CloudFormation's own model of it reads it. */
function included() {
  const scope = new Stack(new App(), 'Central');
  const { stack: central } = new CfnInclude(scope, 'Role', { templateFile: path });
  return Template.fromStack(central);
}

const template = included();
const parameters = template.findParameters('*') as Record<string, Parameter>;
const [role] = Object.values(template.findResources('AWS::IAM::Role')) as unknown as Role[];
const statements = role?.Properties.Policies.flatMap(
  ({ PolicyDocument }) => PolicyDocument.Statement,
);

/** Whether CloudFormation takes a value, or each value of a list. */
function takes(name: string, value: string): boolean {
  return new RegExp(parameters[name]?.AllowedPattern ?? '$^').test(value);
}

describe('The template of the read-only role', () => {
  it('makes one role, and nothing else', () => {
    expect(template.toJSON()).toMatchObject({
      Resources: { ReadRole: { Type: 'AWS::IAM::Role' } },
    });
    expect(Object.keys((template.toJSON() as { Resources: object }).Resources)).toHaveLength(1);
  });

  it('may do exactly what is read of pools of another account', () => {
    expect(statements).toMatchObject([
      { Effect: 'Allow', Action: userPoolReads },
      { Effect: 'Allow', Action: identityPoolReads },
    ]);
    expect(statements).toHaveLength(2);
  });

  it('may do nothing but what the two states do in Cognito of their own account', () => {
    const own = (['Validate user pool', 'Validate identity pool'] as const)
      .flatMap((state) => stack.statementsOf(state).filter(isAllow))
      .flatMap(({ actions }) => actions);

    expect(own).toEqual(expect.arrayContaining(statements?.flatMap(({ Action }) => Action) ?? []));
  });

  it('may do it on the pools that are named, or on the pools of its own account', () => {
    const resources = statements?.map(({ Resource }) => Resource?.['Fn::If']);

    expect(resources).toEqual([
      [
        'AnyUserPool',
        { 'Fn::Sub': 'arn:${AWS::Partition}:cognito-idp:*:${AWS::AccountId}:userpool/*' },
        { Ref: 'UserPoolArns' },
      ],
      [
        'AnyIdentityPool',
        { 'Fn::Sub': 'arn:${AWS::Partition}:cognito-identity:*:${AWS::AccountId}:identitypool/*' },
        { Ref: 'IdentityPoolArns' },
      ],
    ]);
  });

  it('trusts the principals that are named for the apps that are, and has no default for them', () => {
    expect(role?.Properties.AssumeRolePolicyDocument.Statement).toEqual([
      {
        Effect: 'Allow',
        Principal: { AWS: { Ref: 'Principals' } },
        Action: 'sts:AssumeRole',
        Condition: { StringEquals: { 'sts:ExternalId': { Ref: 'ExternalIds' } } },
      },
    ]);
    expect(parameters['Principals']).not.toHaveProperty('Default');
    expect(parameters['ExternalIds']).not.toHaveProperty('Default');
  });

  it.each([
    [
      'a role of the stack',
      'arn:aws:iam::111122223333:role/amplify-import/AmplifyImport-Role1',
      true,
    ],
    ['a user', 'arn:aws-cn:iam::111122223333:user/ann', true],
    ['an account', 'arn:aws-us-gov:iam::111122223333:root', true],
    ['everybody', '*', false],
    ['every account', 'arn:aws:iam::*:root', false],
    ['every role of an account', 'arn:aws:iam::111122223333:role/*', false],
    ['a service', 'lambda.amazonaws.com', false],
    ['nobody', '', false],
  ])('takes as principal no wildcard: %s', (_, principal, taken) => {
    expect(takes('Principals', principal)).toBe(taken);
  });

  it.each([
    ['ExternalIds', eventSource({ app: 'storefront' }), true],
    ['ExternalIds', eventSource({ app: 'a'.repeat(32) }), true],
    ['ExternalIds', eventSource({ app: '*' }), false],
    ['ExternalIds', '', false],
    ['UserPoolArns', '', true],
    [
      'UserPoolArns',
      'arn:aws:cognito-idp:eu-west-1:444455556666:userpool/eu-west-1_AbCdEfGhI',
      true,
    ],
    ['UserPoolArns', 'arn:aws:cognito-idp:*:444455556666:userpool/*', false],
    ['IdentityPoolArns', '', true],
    ['IdentityPoolArns', '*', false],
    ['RoleName', readRolePrefix, true],
    ['RoleName', `${readRolePrefix}-storefront`, true],
    ['RoleName', 'CognitoReader', false],
  ])('%s is good as "%s": %s', (name, value, taken) => {
    expect(takes(name, value)).toBe(taken);
  });

  it('gives a role that the deployed functions may assume', () => {
    const patterns = (['Validate user pool', 'Validate identity pool'] as const).map(
      (state) =>
        stack.statementsOf(state).find(({ actions }) => actions.includes('sts:AssumeRole'))
          ?.resources,
    );

    const pattern = [`arn:<AWS::Partition>:iam::*:role/${readRolePrefix}*`];
    expect(patterns).toEqual([pattern, pattern]);
    expect(parameters['RoleName']?.Default).toBe(readRolePrefix);
  });
});

describe('docs/central-pool.md', () => {
  it('tells every parameter of the template, and no other', () => {
    const told = table(section(page, 'Make the role')).map(([name = '']) => name.slice(1, -1));

    // The CDK adds a parameter of its own to what it includes.
    expect(told).toEqual(Object.keys(parameters).filter((name) => name !== 'BootstrapVersion'));
  });

  it('prints a request that can be read, which is the example', () => {
    const request: unknown = JSON.parse(codeBlock(section(page, 'Use it'), 'json'));

    expect(parseInput(request).kind).toBe('request');
    expect(request).toEqual(
      JSON.parse(readFileSync('examples/requests/central-pool.json', 'utf8')),
    );
  });

  it('prints the trust policy of the template, for the app of the request', () => {
    const policy = JSON.parse(codeBlock(section(page, 'Make the role'), 'json')) as {
      readonly Statement: readonly object[];
    };
    const request = JSON.parse(codeBlock(section(page, 'Use it'), 'json')) as { app: string };
    const [made] = role?.Properties.AssumeRolePolicyDocument.Statement ?? [];
    const ids = JSON.stringify(stack.template.findOutputs('ReadRolePrincipals')).matchAll(
      /"(\w+Role)[0-9A-F]{8}"/g,
    );
    const readers = [...ids].map(([, id]) => `:role${rolePath}AmplifyImport-${id}`);

    expect(readers).toHaveLength(2);
    expect(policy.Statement).toEqual([
      {
        ...made,
        Principal: { AWS: readers.map((name) => expect.stringContaining(name)) },
        Condition: { StringEquals: { 'sts:ExternalId': [eventSource(request)] } },
      },
    ]);
  });

  it('prints values that the template takes, and an output that the stack has', () => {
    const code = codeBlocks(page, 'sh').join('\n') + page.text;
    const [, pools = ''] = /UserPoolArns=([^"]+)"/.exec(code) ?? [];
    const [, externalIds = ''] = /ExternalIds=([^"]+)"/.exec(code) ?? [];
    const [, output = ''] = /OutputKey=='(\w+)'/.exec(code) ?? [];

    expect(takes('UserPoolArns', pools)).toBe(true);
    expect(takes('ExternalIds', externalIds)).toBe(true);
    expect(Object.keys(stack.template.findOutputs(output))).toEqual(['ReadRolePrincipals']);
    expect(takes('Principals', 'arn:aws:iam::111122223333:root')).toBe(true);
    expect(code).toContain(path);
  });
});

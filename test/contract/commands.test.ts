import { describe, expect, it } from '@jest/globals';
import * as amplify from '@aws-sdk/client-amplify';
import * as restApis from '@aws-sdk/client-api-gateway';
import * as httpApis from '@aws-sdk/client-apigatewayv2';
import * as appsync from '@aws-sdk/client-appsync';
import * as cloudfront from '@aws-sdk/client-cloudfront';
import * as identityPools from '@aws-sdk/client-cognito-identity';
import * as userPools from '@aws-sdk/client-cognito-identity-provider';
import * as firehose from '@aws-sdk/client-firehose';
import * as iam from '@aws-sdk/client-iam';
import * as kinesis from '@aws-sdk/client-kinesis';
import * as kms from '@aws-sdk/client-kms';
import * as lambda from '@aws-sdk/client-lambda';
import * as lex from '@aws-sdk/client-lex-models-v2';
import * as location from '@aws-sdk/client-location';
import * as s3 from '@aws-sdk/client-s3';
import * as ssm from '@aws-sdk/client-ssm';
import * as sts from '@aws-sdk/client-sts';

import { findingCatalogue } from '../../src/contract/findings.ts';
import { fillCommand, placeholdersOf } from '../../src/contract/findings/command.ts';
import type { Entry } from '../../src/contract/findings/entry.ts';

/** The SDK's own description of each service that a command calls. */
const services: Readonly<Record<string, object>> = {
  lambda,
  amplify,
  'cognito-idp': userPools,
  'cognito-identity': identityPools,
  iam,
  s3api: s3,
  ssm,
  sts,
  appsync,
  cloudfront,
  apigateway: restApis,
  apigatewayv2: httpApis,
  firehose,
  kinesis,
  kms,
  'lexv2-models': lex,
  location,
};
/** Options of the AWS CLI itself. */
const ownOptions = ['region', 'query', 'output', 'cli-input-json', 'max-results'];

const templatesOf = (key: 'command' | 'look') =>
  Object.entries<Entry>(findingCatalogue()).flatMap(([code, entry]) =>
    [entry[key] ?? []].flat().map((template) => [code, template] as const),
  );
const [mending, looking] = [templatesOf('command'), templatesOf('look')];
const templates = [...mending, ...looking];
const pascal = (kebab: string) =>
  kebab.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());
/** Names of members as the AWS CLI spells its options: `UserPoolId` is `user-pool-id`. */
const optionOf = (member: string) =>
  member
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1-$2')
    .toLowerCase();

/** A shape or an operation of the SDK's schema: kind, namespace, name, traits, then what is in it. */
function schemaOf(service: string, name: string): readonly unknown[] | null {
  const schema = (services[service] as Record<string, unknown>)[`${name}$`];
  return Array.isArray(schema) ? schema : null;
}

function membersOf(service: string, shape: string): readonly string[] | null {
  return (schemaOf(service, shape)?.[4] as string[] | undefined) ?? null;
}

function inputMembers(service: string, operation: string): readonly string[] | null {
  const input = schemaOf(service, pascal(operation))?.[4] as (() => unknown[]) | undefined;
  return (input?.()[4] as string[] | undefined) ?? null;
}

/** The calls of a command line: service, operation, and the options that are given to it. */
function callsOf(template: string) {
  return template
    .split(/ \| |"\$\(|\)"| && /)
    .filter((part) => part.startsWith('aws '))
    .map((part) => {
      const [, service = '', operation = ''] = part.split(' ');
      return {
        service,
        operation,
        options: [...part.matchAll(/ --([a-z0-9-]+)/g)].map(([, o]) => o ?? ''),
      };
    });
}

describe.each(templates)('The command of %s', (_code, template) => {
  // Services whose clients are not installed.
  const known = callsOf(template).filter(
    ({ service }) => !['account', 'resourcegroupstaggingapi'].includes(service),
  );

  it('calls operations that AWS has, with options that they take', () => {
    for (const { service, operation, options } of known) {
      const members = inputMembers(service, operation);
      const taken = [
        ...ownOptions,
        ...(members ?? []).map(optionOf),
        // Switches of a boolean member have a negative twin.
        ...(members ?? []).map((member) => `no-${optionOf(member)}`),
      ];

      expect([service, operation, members]).not.toEqual([service, operation, null]);
      expect(options.filter((option) => !taken.includes(option))).toEqual([]);
    }
  });

  it('starts with aws, and names a region for each regional service', () => {
    const regional = callsOf(template).filter(
      ({ service }) => !['account', 'iam', 's3api', 'sts'].includes(service),
    );

    expect(template).toMatch(/^aws /);
    for (const { options } of regional) expect(options).toContain('region');
  });

  it('is whole once its values are given, whatever stands in them', () => {
    const names = placeholdersOf(template);
    const values = Object.fromEntries(names.map((name) => [name, `${name}'s $(value)`]));

    const command = fillCommand(template, values) ?? '';

    expect(placeholdersOf(command.replaceAll(/'[^']*'/g, ''))).toEqual([]);
    for (const name of names) expect(command).toContain(`'${name}'\\''s $(value)'`);
  });
});

/** By these words AWS names what changes nothing; a role is assumed by whoever tries whether it can be. */
const reading = /^(describe|get|head|list)-|^assume-role$/;

describe('Of what a finding prints', () => {
  it('a repair changes something, and a look-up nothing', () => {
    const changing = ([, template]: readonly [string, string]) =>
      !reading.test(callsOf(template)[0]?.operation ?? '');

    expect(mending.filter((one) => !changing(one))).toEqual([]);
    expect(looking.filter(changing)).toEqual([]);
    expect([mending.length, looking.length].every((length) => length > 40)).toBe(true);
  });
});

describe('What a command reads and sends back whole', () => {
  const reread = templates.filter(([, template]) => template.includes('--cli-input-json'));

  it('is told of each service that resets what an update leaves out', () => {
    const operations = reread.map(([, template]) => callsOf(template)[0]?.operation);

    expect(new Set(operations)).toEqual(
      new Set([
        'update-user-pool-client',
        'update-identity-pool',
        'set-identity-pool-roles',
        'update-identity-provider',
        'update-graphql-api',
        'update-api',
      ]),
    );
  });

  it.each([
    [
      'an app client',
      membersOf('cognito-idp', 'UserPoolClientType'),
      ['ClientSecret', 'CreationDate', 'LastModifiedDate'],
      inputMembers('cognito-idp', 'update-user-pool-client'),
    ],
    [
      'an identity pool',
      membersOf('cognito-identity', 'IdentityPool'),
      [],
      inputMembers('cognito-identity', 'update-identity-pool'),
    ],
    [
      'the roles of an identity pool',
      membersOf('cognito-identity', 'GetIdentityPoolRolesResponse'),
      [],
      inputMembers('cognito-identity', 'set-identity-pool-roles'),
    ],
    [
      'a GraphQL API',
      membersOf('appsync', 'GraphqlApi'),
      ['arn', 'uris', 'tags', 'wafWebAclArn', 'dns', 'visibility', 'apiType', 'owner'],
      inputMembers('appsync', 'update-graphql-api'),
    ],
    [
      'an Event API',
      membersOf('appsync', 'Api'),
      ['apiArn', 'created', 'dns', 'tags', 'wafWebAclArn', 'xrayEnabled'],
      inputMembers('appsync', 'update-api'),
    ],
  ])('is %s: nothing but what is taken out is refused by the update', (_, read, out, taken) => {
    const sent = (read ?? []).filter((member) => !out.includes(member));

    expect(sent.length).toBeGreaterThan(2);
    expect(sent.filter((member) => !taken?.includes(member))).toEqual([]);
  });
});

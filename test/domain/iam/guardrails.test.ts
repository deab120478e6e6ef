import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';

import type { StoragePermission } from '../../../src/contract/grants/storage.ts';
import { levelPermissions } from '../../../src/domain/grants/storage/levels.ts';
import { regionalActions, resourceActions } from '../../../src/domain/iam/allowed-actions.ts';
import { breaches, requireGuarded } from '../../../src/domain/iam/guardrails.ts';
import type { Permission } from '../../../src/domain/iam/permission.ts';
import { policyDocument } from '../../../src/domain/iam/document.ts';
import { planRoles } from '../../../src/domain/roles/plan.ts';
import { authRoleArn, identityKey, identityPoolId } from '../../support/builders/ids.ts';
import { aLinkItem } from '../../support/builders/link.ts';
import { foundResources } from '../../support/builders/known-resources.ts';
import { rolePolicies } from '../../support/builders/plan.ts';
import { aRequest, aStorageGrant, storageGrants } from '../../support/builders/request.ts';
import { identitySettings } from '../../support/builders/settings.ts';
import { runs } from '../../support/counts.ts';

const roleArn = authRoleArn;
const rulesOf = (...permissions: Permission[]) =>
  breaches(permissions, { roleArn, identityPoolId }).map(({ rule }) => rule);
const api = 'arn:aws:appsync:eu-west-1:111122223333:apis/abc123';
const translate = {
  action: 'translate:TranslateText',
  resource: '*',
  condition: { StringEquals: { 'aws:RequestedRegion': ['eu-west-1'] } },
} as const;

describe('A permission that a grant may give', () => {
  it.each<[string, Permission]>([
    ['objects', { action: 's3:GetObject', resource: 'arn:aws:s3:::acme/public/*' }],
    [
      'own objects',
      {
        action: 's3:PutObject',
        resource: 'arn:aws:s3:::acme/${cognito-identity.amazonaws.com:sub}/*',
      },
    ],
    ['a bucket', { action: 's3:ListBucket', resource: 'arn:aws:s3:::acme' }],
    [
      'a bucket by prefix',
      {
        action: 's3:ListBucket',
        resource: 'arn:aws:s3:::acme',
        condition: { StringLike: { 's3:prefix': ['${cognito-identity.amazonaws.com:sub}/*'] } },
      },
    ],
    ['a whole API', { action: 'appsync:GraphQL', resource: `${api}/*` }],
    ['a field', { action: 'appsync:GraphQL', resource: `${api}/types/Query/fields/list` }],
    [
      'a method of a stage',
      {
        action: 'execute-api:Invoke',
        resource: 'arn:aws:execute-api:eu-west-1:111122223333:a1b2/prod/GET/items/*',
      },
    ],
    [
      'an alias of a bot',
      {
        action: 'lex:RecognizeText',
        resource: 'arn:aws:lex:eu-west-1:111122223333:bot-alias/ABCDEFGHIJ/TSTALIASID',
      },
    ],
    ['what knows no resource, in a region', translate],
    ['a denial', { effect: 'Deny', action: 's3:GetObject', resource: 'arn:aws:s3:::acme/a/*' }],
  ])('breaks no rule: %s', (_, permission) => {
    expect(breaches([permission], { roleArn, identityPoolId })).toEqual([]);
  });

  it('is each one that storage grants make, in every partition', () => {
    const levels: StoragePermission[] = ['create', 'read', 'update', 'delete'];
    const some = fc.shuffledSubarray(levels);
    const kind = fc.constantFrom('authenticated' as const, 'guest' as const);

    fc.assert(
      fc.property(kind, some, fc.constantFrom('aws', 'aws-cn', 'aws-us-gov'), (...args) => {
        const [who, granted, partition] = args;
        const grant = aStorageGrant({ [who]: granted });
        const permissions = levelPermissions(
          grant,
          { kind: who },
          `arn:${partition}:s3:::acme`,
          identityKey,
        );
        const role = { roleArn: `arn:${partition}:iam::111122223333:role/x/Auth`, identityPoolId };

        expect(breaches(permissions, role)).toEqual([]);
        expect(breaches(policyDocument(permissions) ?? '', role)).toEqual(
          permissions.length === 0 ? [expect.objectContaining({ rule: 'LANGUAGE' })] : [],
        );
      }),
      runs(100),
    );
  });
});

describe('A breach', () => {
  const object = 'arn:aws:s3:::acme/*';

  it.each<[string, string[], Permission]>([
    [
      'an action that no grant gives',
      ['ACTION'],
      { action: 's3:PutBucketPolicy', resource: object },
    ],
    ['every action of a service', ['ACTION'], { action: 's3:*', resource: object }],
    ['an action in other letters', ['ACTION'], { action: 's3:getobject', resource: object }],
    ['a name that every object has', ['ACTION'], { action: 'toString', resource: object }],
    ['every resource', ['NO_RESOURCE'], { action: 's3:GetObject', resource: '*' }],
    ['every bucket', ['RESOURCE'], { action: 's3:GetObject', resource: 'arn:aws:s3:::*/*' }],
    [
      'buckets by a pattern',
      ['RESOURCE'],
      { action: 's3:GetObject', resource: 'arn:aws:s3:::a*/x' },
    ],
    [
      'a bucket for its objects',
      ['RESOURCE'],
      { action: 's3:GetObject', resource: 'arn:aws:s3:::acme' },
    ],
    ['objects for a bucket', ['RESOURCE'], { action: 's3:ListBucket', resource: object }],
    [
      'another partition',
      ['RESOURCE'],
      { action: 's3:GetObject', resource: 'arn:aws-cn:s3:::acme/*' },
    ],
    [
      'another account',
      ['RESOURCE'],
      { action: 'appsync:GraphQL', resource: api.replace('111122223333', '999999999999') + '/*' },
    ],
    [
      'every API',
      ['RESOURCE'],
      { action: 'appsync:GraphQL', resource: api.replace('abc123', '*') },
    ],
    [
      'every region',
      ['RESOURCE'],
      { action: 'kinesis:PutRecord', resource: 'arn:aws:kinesis:*:111122223333:stream/clicks' },
    ],
    ['no region named', ['NO_RESOURCE'], { action: 'translate:TranslateText', resource: '*' }],
    [
      'regions by a pattern',
      ['NO_RESOURCE'],
      { ...translate, condition: { StringEquals: { 'aws:RequestedRegion': ['*'] } } },
    ],
    [
      'regions that are like a text',
      ['NO_RESOURCE', 'CONDITION'],
      { ...translate, condition: { StringLike: { 'aws:RequestedRegion': ['eu-west-1'] } } },
    ],
    [
      'a region of another partition',
      ['REGION'],
      { ...translate, condition: { StringEquals: { 'aws:RequestedRegion': ['cn-north-1'] } } },
    ],
    [
      'a resource in a region of another partition',
      ['REGION'],
      {
        action: 'kinesis:PutRecord',
        resource: 'arn:aws:kinesis:cn-north-1:111122223333:stream/clicks',
      },
    ],
    ['a resource where there is none', ['RESOURCE'], { ...translate, resource: object }],
    [
      'another variable',
      ['VARIABLE'],
      { action: 's3:GetObject', resource: 'arn:aws:s3:::acme/${aws:username}/*' },
    ],
    [
      'a variable with a default',
      ['VARIABLE'],
      {
        action: 's3:GetObject',
        resource: "arn:aws:s3:::acme/${cognito-identity.amazonaws.com:sub, 'x'}/*",
      },
    ],
    [
      'a variable that is not closed',
      ['VARIABLE'],
      { action: 's3:GetObject', resource: 'arn:aws:s3:::acme/${cognito/*' },
    ],
    [
      'another key',
      ['CONDITION'],
      {
        action: 's3:GetObject',
        resource: object,
        condition: { StringEquals: { 'aws:SourceIp': ['10.0.0.1'] } },
      },
    ],
    [
      'a key without values',
      ['CONDITION'],
      {
        action: 's3:ListBucket',
        resource: 'arn:aws:s3:::acme',
        condition: { StringLike: { 's3:prefix': [] } },
      },
    ],
    [
      'a letter that IAM refuses',
      ['CHARACTER'],
      { action: 's3:GetObject', resource: 'arn:aws:s3:::acme/ł/*' },
    ],
  ])('is %s', (_, rules, permission) => {
    expect(rulesOf(permission)).toEqual(rules);
  });

  it.each([
    ['NotAction', { Effect: 'Allow', NotAction: 's3:GetObject', Resource: object }],
    ['NotResource', { Effect: 'Allow', Action: 's3:GetObject', NotResource: object }],
  ])('is %s', (_, Statement) => {
    const document = JSON.stringify({ Version: '2012-10-17', Statement });

    expect(breaches(document, { roleArn, identityPoolId }).map(({ rule }) => rule)).toEqual([
      'LANGUAGE',
    ]);
  });

  it('is a role that is none', () => {
    expect(
      breaches([translate], { roleArn: 'CognitoAuth', identityPoolId }).map(({ rule }) => rule),
    ).toEqual(['ROLE']);
  });

  it('is told of every permission, each with its names', () => {
    const found = breaches(
      [
        { action: 'iam:PassRole', resource: '*' },
        { action: 's3:GetObject', resource: 'arn:aws:s3:::*' },
      ],
      { roleArn, identityPoolId },
    );

    expect(found.map(({ message }) => message)).toEqual([
      'No grant gives iam:PassRole.',
      'iam:PassRole has resources to name.',
      'arn:aws:s3:::* is no fully qualified ARN of aws and 111122223333 for s3:GetObject.',
    ]);
  });

  it('is every closed action on a resource of another account, and on everything', () => {
    const actions = fc.constantFrom(...Object.keys({ ...resourceActions, ...regionalActions }));
    const other = fc.constantFrom(
      '*',
      'arn:aws:s3:::*',
      'arn:aws:geo:eu-west-1:999999999999:map/x',
    );

    fc.assert(
      fc.property(actions, other, (action, resource) => {
        expect(rulesOf({ action, resource })).not.toEqual([]);
      }),
      runs(100),
    );
  });
});

describe('A document that breaks a rule', () => {
  const broken = policyDocument([{ action: 'iam:PassRole', resource: '*' }]) ?? '';

  it('is refused with every breach, as a fault of ours', () => {
    expect(() => requireGuarded(broken, { roleArn, identityPoolId })).toThrow(
      expect.objectContaining({
        name: 'PolicyFault',
        message: expect.stringMatching(/CognitoAuth .* ACTION: .* NO_RESOURCE: /),
      }),
    );
  });

  it('is never planned', () => {
    const request = aRequest({
      grants: storageGrants(aStorageGrant({ bucket: 'acme*', authenticated: ['read'] })),
    });
    const resources = foundResources(request.grants);
    const planning = () =>
      planRoles(request, identitySettings().roles, [rolePolicies()], aLinkItem(), resources);

    expect(planning).toThrow(expect.objectContaining({ name: 'PolicyFault' }));
  });
});

import { describe, expect, it } from '@jest/globals';

import { passingOf } from '../../../src/domain/iam/bounds.ts';
import { denialsIn } from '../../../src/domain/iam/denials.ts';
import type { Permission } from '../../../src/domain/iam/permission.ts';
import { grantOf } from '../../../src/domain/iam/role-grant.ts';
import { authRoleArn } from '../../support/builders/ids.ts';

const bucket = 'arn:aws:s3:::uploads';
const read: Permission = { action: 's3:GetObject', resource: `${bucket}/public/*` };
const list: Permission = {
  action: 's3:ListBucket',
  resource: bucket,
  condition: { StringLike: { 's3:prefix': ['public/*'] } },
};
const granted = grantOf(authRoleArn, [read, list]);

const statement = (operator: string, values: string | readonly string[], Action = 's3:*') => ({
  Effect: 'Deny',
  Action,
  Resource: '*',
  Condition: { [operator]: { 's3:prefix': values } },
});
const policyOf = (...statements: readonly object[]) =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements });
const listings = (operator: string, values: string | readonly string[]) =>
  denialsIn(policyOf(statement(operator, values, 's3:ListBucket')), granted).map(
    ({ conditions }) => conditions,
  );

describe('A Deny of other prefixes than it names', () => {
  it.each<[string, string, string | readonly string[]]>([
    ['the granted one', 'StringNotLike', ['private/*', 'public/*']],
    ['all of which it is a part', 'StringNotLike', 'p*'],
    ['it, or is about other calls', 'StringNotLikeIfExists', ['public/*']],
    ['whatever bears one', 'Null', 'true'],
  ])('takes nothing of a list where it spares %s', (_, operator, values) => {
    expect(listings(operator, values)).toEqual([]);
  });

  it.each<[string, string, string | readonly string[]]>([
    ['another one', 'StringNotLike', ['private/*']],
    ['other texts', 'StringNotEquals', ['', 'private/']],
    ['lists without any', 'Null', 'false'],
  ])('always takes a list where it spares %s', (_, operator, values) => {
    expect(listings(operator, values)).toEqual([[]]);
  });

  it.each<[string, string, string | readonly string[]]>([
    ['a part of it', 'StringNotLike', ['public/drafts/*']],
    ['one text of it', 'StringNotEquals', ['public/']],
    ['it in another case', 'StringNotEqualsIgnoreCase', ['PRIVATE/']],
  ])('may take a list where it spares %s', (_, operator, values) => {
    expect(listings(operator, values)).toEqual([['s3:prefix']]);
  });

  it('takes every object, as calls for one bear no prefix', () => {
    const of = (operator: string) => denialsIn(policyOf(statement(operator, 'public/*')), granted);
    const objects = [{ actions: ['s3:*'], denied: ['*'], conditions: [] }];

    expect(of('StringNotLike')).toEqual(objects);
    expect(of('StringLikeIfExists')).toEqual(objects);
    expect(denialsIn(policyOf(statement('StringNotLike', 'x', 's3:Get*')), granted)).toEqual([
      { actions: ['s3:Get*'], denied: ['*'], conditions: [] },
    ]);
  });

  it('may take a list that is granted without a prefix', () => {
    const whole = grantOf(authRoleArn, [{ action: 's3:ListBucket', resource: bucket }]);

    expect(denialsIn(policyOf(statement('StringNotLike', 'public/*')), whole)).toEqual([
      { actions: ['s3:*'], denied: ['*'], conditions: ['s3:prefix'] },
    ]);
  });

  it('takes as much of a grant where it stands in a permissions boundary', () => {
    const everything = { Effect: 'Allow', Action: '*', Resource: '*' };
    const passing = (values: string) =>
      passingOf(policyOf(everything, statement('StringNotLike', values)), granted);

    expect(passing('public/*')).toEqual([
      { action: 's3:GetObject', passes: 'no' },
      { action: 's3:ListBucket', passes: 'yes' },
    ]);
    expect(passing('private/*')).toEqual([
      { action: 's3:GetObject', passes: 'no' },
      { action: 's3:ListBucket', passes: 'no' },
    ]);
  });
});

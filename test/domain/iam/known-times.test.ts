import { describe, expect, it } from '@jest/globals';

import { denialsIn } from '../../../src/domain/iam/denials.ts';
import type { Permission } from '../../../src/domain/iam/permission.ts';
import { grantOf } from '../../../src/domain/iam/role-grant.ts';
import { authRoleArn } from '../../support/builders/ids.ts';

const read: Permission = { action: 's3:GetObject', resource: 'arn:aws:s3:::uploads/albums/*' };
const denying = (Condition: object) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Deny', Action: 's3:GetObject', Resource: '*', Condition }],
  });
const dependingOn = (...conditions: readonly string[]) => [
  { actions: ['s3:GetObject'], denied: ['*'], conditions },
];
const always = dependingOn();

describe('A Deny that asks for the time', () => {
  const run = { notBefore: '2026-11-22T10:00:00.000Z' };
  const judge = (Condition: object) =>
    denialsIn(denying(Condition), grantOf(authRoleArn, [read], run));
  const [past, future] = ['2025-03-04T05:06:07.123Z', '2027-01-01'];

  it.each<[string, object]>([
    ['sessions are revoked', { DateLessThan: { 'aws:TokenIssueTime': past } }],
    ['by a date', { DateLessThanEquals: { 'AWS:tokenissuetime': '2026-11-21' } }],
    ['by seconds since 1970', { DateLessThan: { 'aws:TokenIssueTime': '1399506420' } }],
    ['up to the run', { DateLessThanIfExists: { 'aws:TokenIssueTime': run.notBefore } }],
    ['its time is over', { DateLessThan: { 'aws:CurrentTime': ['2014', past] } }],
    ['in seconds', { NumericLessThan: { 'aws:EpochTime': '1399506420' } }],
    ['its day is over', { DateEquals: { 'aws:CurrentTime': past } }],
  ])('takes nothing of calls to come when %s', (_, Condition) => {
    expect(judge(Condition)).toEqual([]);
  });

  it.each<[string, object]>([
    ['its time has begun', { DateGreaterThan: { 'aws:CurrentTime': past } }],
    ['at the run', { DateGreaterThanEquals: { 'aws:CurrentTime': run.notBefore } }],
    ['one day is spared, and that is over', { DateNotEquals: { 'aws:CurrentTime': past } }],
  ])('always takes what is granted when %s', (_, Condition) => {
    expect(judge(Condition)).toEqual(always);
  });

  it.each<[string, object]>([
    ['it ends one day', { DateLessThan: { 'aws:CurrentTime': [past, future] } }],
    ['it begins one day', { DateGreaterThan: { 'aws:CurrentTime': future } }],
    ['its date is none', { DateLessThan: { 'aws:CurrentTime': 'yesterday' } }],
    ['it says of no zone', { DateLessThan: { 'aws:CurrentTime': '2014-05-07T23:47:00' } }],
    ['it compares texts', { StringLike: { 'aws:CurrentTime': '2014*' } }],
  ])('may take what is granted when %s', (_, Condition) => {
    expect(judge(Condition)).toEqual(dependingOn('aws:CurrentTime'));
  });

  it('may take it where nobody knows when calls are made', () => {
    const revoked = { DateLessThan: { 'aws:TokenIssueTime': past } };

    expect(denialsIn(denying(revoked), grantOf(authRoleArn, [read]))).toEqual(
      dependingOn('aws:TokenIssueTime'),
    );
  });
});

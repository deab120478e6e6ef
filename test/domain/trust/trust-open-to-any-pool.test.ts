import { describe, expect, it } from '@jest/globals';

import { codes } from '../../support/builders/codes.ts';
import { identityPoolId } from '../../support/builders/ids.ts';
import { trustStatement, type TrustStatement } from '../../support/builders/identity-pool.ts';
import {
  amr,
  aud,
  cognito,
  guestAmr,
  judgeStatements,
  otherPoolId,
  rightAmr,
  rightAud,
  withCondition,
} from '../../support/builders/trust.ts';

const right = trustStatement('authenticated');
const bare = { Condition: undefined };
const any = { [aud]: '*' };
const here = { [aud]: identityPoolId };

/** Each shape of CVE-2024-28056, and what the finding says of it. */
const shapes: [string, TrustStatement, string][] = [
  ['no Condition at all', bare, 'it has no Condition at all'],
  ['an empty Condition', { Condition: {} }, 'it has no Condition at all'],
  [
    'an operator without keys',
    { Condition: { StringEquals: {}, ...rightAmr } },
    'no condition on aud',
  ],
  ['aud missing', { Condition: rightAmr }, 'it has no condition on aud'],
  ['aud as a wildcard', { Condition: { ...rightAmr, StringLike: any } }, 'more than one pool by *'],
  [
    'aud as the wildcard of a region',
    { Condition: { ...rightAmr, StringLike: { [aud]: 'eu-west-1:*' } } },
    'StringLike matches more than one pool by eu-west-1:*',
  ],
  [
    'aud with one character open',
    { Condition: { ...rightAmr, StringLike: { [aud]: `${identityPoolId.slice(0, -1)}?` } } },
    'more than one pool',
  ],
  [
    'a wildcard beside the right aud',
    { Condition: { ...rightAmr, StringLike: { [aud]: [identityPoolId, 'us-*'] } } },
    'by us-*',
  ],
  [
    'aud only if it exists',
    { Condition: { ...rightAmr, StringEqualsIfExists: here } },
    'StringEqualsIfExists admits tokens without aud',
  ],
  [
    'aud by a pattern only if it exists',
    { Condition: { ...rightAmr, StringLikeIfExists: here } },
    'admits tokens without aud',
  ],
  [
    'all values of aud, of which there may be none',
    { Condition: { ...rightAmr, 'ForAllValues:StringEquals': here } },
    'ForAllValues:StringEquals admits tokens without aud',
  ],
  [
    'aud that is not some other pool',
    { Condition: { ...rightAmr, StringNotEquals: { [aud]: otherPoolId } } },
    'StringNotEquals admits every pool that it does not name',
  ],
  [
    'aud that is not like this pool',
    { Condition: { ...rightAmr, StringNotLike: here } },
    'admits every pool that it does not name',
  ],
  [
    'any aud that is there',
    { Condition: { ...rightAmr, Null: { [aud]: 'false' } } },
    'Null only tests whether there is an aud',
  ],
  [
    'no aud at all',
    { Condition: { ...rightAmr, Null: { [aud]: 'true' } } },
    'Null only tests whether there is an aud',
  ],
  [
    'aud equal to itself',
    { Condition: { ...rightAmr, StringEquals: { [aud]: `\${${aud}}` } } },
    'more than one pool by ${',
  ],
  [
    'aud compared as an ARN',
    { Condition: { ...rightAmr, ArnLike: any } },
    'ArnLike does not compare aud as a string',
  ],
  [
    'the aud of another issuer, if there is one',
    { Condition: { ...rightAmr, StringEqualsIfExists: { 'accounts.google.com:aud': 'x' } } },
    'accounts.google.com:aud is a key of another issuer',
  ],
  [
    'only a condition on where the call comes from',
    { Condition: { ...rightAmr, IpAddress: { 'aws:SourceIp': '0.0.0.0/0' } } },
    'it has no condition on aud',
  ],
  ['every action of STS', { ...bare, Action: 'sts:*' }, 'it has no Condition at all'],
  ['actions by a prefix', { ...bare, Action: ['sts:TagSession', 'sts:AssumeRole*'] }, 'Condition'],
  ['every action', { ...bare, Action: '*' }, 'Condition'],
  [
    'every action but one',
    { ...bare, Action: undefined, NotAction: 'sts:TagSession' },
    'Condition',
  ],
  [
    'the principal among others',
    { ...bare, Principal: { Federated: [cognito, cognito] } },
    'Condition',
  ],
  ['any federation', { ...bare, Principal: { Federated: '*' } }, 'Condition'],
];

describe('W-6: a role that is open to any identity pool (CVE-2024-28056)', () => {
  it.each(shapes)('is an error that names it: %s', (_, change, why) => {
    const [finding, ...others] = judgeStatements([trustStatement('authenticated', change)]);

    expect(finding).toMatchObject({ code: 'TRUST_OPEN_TO_ANY_POOL', severity: 'error' });
    expect(finding?.message).toContain('CVE-2024-28056');
    expect(finding?.message).toContain(why);
    expect(
      codes(others).filter((code) => !['TRUST_OTHER_POOL', 'TRUST_MAY_DENY'].includes(code)),
    ).toEqual([]);
  });

  it.each(shapes)('is one even beside the right statement, whatever the order: %s', (_, change) => {
    const second = trustStatement('authenticated', change);

    expect(codes(judgeStatements([right, second]))).toContain('TRUST_OPEN_TO_ANY_POOL');
    expect(codes(judgeStatements([second, right]))).toContain('TRUST_OPEN_TO_ANY_POOL');
  });

  it.each([
    ['guest', 'unauthenticated'],
    ['group', 'authenticated'],
  ] as const)('is one for a role of kind %s', (kind, who) => {
    const condition = who === 'authenticated' ? rightAmr : guestAmr;

    expect(codes(judgeStatements([withCondition(condition)], kind))).toEqual([
      'TRUST_OPEN_TO_ANY_POOL',
    ]);
  });

  it('is told apart from guests who get in by another condition', () => {
    const condition = { StringLike: any, 'ForAnyValue:StringLike': { [amr]: '*' } };

    expect(codes(judgeStatements([withCondition(condition)]))).toEqual([
      'TRUST_OPEN_TO_ANY_POOL',
      'TRUST_REACHED_BY_GUESTS',
    ]);
  });

  it.each<[string, unknown]>([
    ['whatever is not this pool', { StringNotEquals: here }],
    ['whatever is not this pool, by a pattern', { StringNotLike: here }],
  ])('is not one when a Deny certainly keeps out %s', (_, Condition) => {
    const deny = { ...bare, Effect: 'Deny', Principal: '*', Action: 'sts:*', Condition };

    expect(codes(judgeStatements([withCondition(rightAmr), deny]))).toEqual([]);
  });

  it.each<[string, TrustStatement]>([
    ['only tokens that have an aud', { Condition: { 'ForAnyValue:StringNotEquals': here } }],
    ['only one other pool', { Condition: { StringEquals: { [aud]: otherPoolId } } }],
    [
      'perhaps',
      { Condition: { StringNotEquals: here, IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } } },
    ],
    ['another action', { Action: 'sts:TagSession', Condition: { StringNotEquals: here } }],
    [
      'a federation by wildcard',
      { Principal: { Federated: '*' }, Condition: { StringNotEquals: here } },
    ],
  ])('stays one when a Deny keeps out %s', (_, change) => {
    const deny = { Effect: 'Deny', Principal: '*', Action: 'sts:*', ...change };

    expect(codes(judgeStatements([withCondition({ ...rightAmr }), deny]))).toContain(
      'TRUST_OPEN_TO_ANY_POOL',
    );
  });

  it('is not one when the wildcard is a character like any other', () => {
    const condition = { ...rightAmr, StringEquals: { [aud]: ['*', identityPoolId] } };
    const escaped = { ...rightAmr, StringLike: { [aud]: ['${*}', identityPoolId] } };

    expect(codes(judgeStatements([withCondition(condition)]))).toEqual([]);
    expect(codes(judgeStatements([withCondition(escaped)]))).toEqual([]);
  });

  it('is not one when a second condition on aud closes it', () => {
    const condition = { ...rightAud, ...rightAmr, StringLike: any };

    expect(codes(judgeStatements([withCondition(condition)]))).toEqual([]);
  });
});

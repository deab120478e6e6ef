import { describe, expect, it } from '@jest/globals';

import { denialsIn } from '../../../src/domain/iam/denials.ts';
import type { Permission } from '../../../src/domain/iam/permission.ts';
import { grantOf } from '../../../src/domain/iam/role-grant.ts';
import { authRoleArn } from '../../support/builders/ids.ts';

const bucket = 'arn:aws:s3:::uploads';
const albums = `${bucket}/albums/*`;
const listing = (effect: 'Allow' | 'Deny', prefix: string): Permission => ({
  effect,
  action: 's3:ListBucket',
  resource: bucket,
  condition: { StringLike: { 's3:prefix': [prefix] } },
});
const grant: readonly Permission[] = [
  { action: 's3:GetObject', resource: albums },
  { action: 's3:PutObject', resource: albums },
  listing('Allow', 'albums/*'),
];
const place = { region: 'eu-west-1', account: '111122223333' };
const granted = grantOf(authRoleArn, grant, { buckets: new Map([[bucket, place]]) });

const policyOf = (...statements: readonly object[]) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: statements.map((one) => ({
      Effect: 'Deny',
      Action: 's3:GetObject',
      Resource: '*',
      ...one,
    })),
  });
const denials = (...statements: readonly object[]) => denialsIn(policyOf(...statements), granted);

const always = [{ actions: ['s3:GetObject'], denied: ['*'], conditions: [] }];
const dependingOn = (...conditions: readonly string[]) => [
  { actions: ['s3:GetObject'], denied: ['*'], conditions },
];

describe('A Deny of a policy that is not ours', () => {
  it('takes what it names, by wildcards too', () => {
    expect(denials({ Action: 's3:*', Resource: [bucket, `${bucket}/*`] })).toEqual([
      { actions: ['s3:*'], denied: [bucket, `${bucket}/*`], conditions: [] },
    ]);
  });

  it('takes everything but what NotAction names, told as it is granted', () => {
    const one = { Action: undefined, NotAction: ['s3:Get*', 's3:List*'] };

    expect(denials(one)).toEqual([{ actions: ['s3:PutObject'], denied: ['*'], conditions: [] }]);
  });

  it('takes everything but what NotResource names, told as it is granted', () => {
    const elsewhere = { Resource: undefined, NotResource: 'arn:aws:s3:::uploads/letters/*' };
    const here = { Resource: undefined, NotResource: ['arn:aws:s3:::uploads/a*', bucket] };

    expect(denials(elsewhere)).toEqual([
      { actions: ['s3:GetObject'], denied: [albums], conditions: [] },
    ]);
    expect(denials(here)).toEqual([]);
  });

  it('takes nothing where it allows, or is about something else', () => {
    expect(denials({ Effect: 'Allow' }, { Action: 'dynamodb:*' })).toEqual([]);
    expect(denials({ Resource: 'arn:aws:s3:::others/*' })).toEqual([]);
  });

  it('takes nothing of a role that is granted nothing', () => {
    expect(denialsIn(policyOf({}), grantOf(authRoleArn, []))).toEqual([]);
  });

  it('of listings by a prefix takes no object', () => {
    const byPrefix = { Condition: { StringLike: { 's3:prefix': 'albums/drafts/*' } } };

    expect(denials({ ...byPrefix, Action: 's3:*' })).toEqual([
      { actions: ['s3:*'], denied: ['albums/drafts/*'], conditions: [] },
    ]);
    expect(denials(byPrefix)).toEqual([]);
  });

  it('has no variables in a document of the old version', () => {
    const old = (Resource: string) =>
      denialsIn(policyOf({ Resource }).replace('2012-10-17', '2008-10-17'), granted);

    expect(old('arn:aws:s3:::uploads/${aws:username}/*')).toEqual([]);
    expect(old('arn:aws:s3:::uploads/*')).toHaveLength(1);
  });
});

describe('A Deny under a condition', () => {
  it.each<[string, object]>([
    ['another role is spared', { ArnNotEquals: { 'aws:PrincipalArn': `${authRoleArn}Backend` } }],
    ['by wildcards too', { StringNotLike: { 'aws:PrincipalArn': '*:role/backend-*' } }],
    ['by a list', { StringNotEquals: { 'AWS:principalarn': ['a', 'b'] } }],
    ['it is meant', { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/*CognitoAuth' } }],
    ['by its account', { StringEquals: { 'aws:PrincipalAccount': '111122223333' } }],
    ['no service calls', { Bool: { 'aws:PrincipalIsAWSService': 'false' } }],
    ['no resource calls', { StringNotEquals: { 'aws:SourceArn': 'arn:aws:sns:::topic' } }],
    ['another region is spared', { StringNotEquals: { 'aws:RequestedRegion': 'us-east-1' } }],
    ['other buckets are spared', { StringEquals: { 's3:ResourceAccount': '111122223333' } }],
    ['by whose they are', { StringNotLike: { 'aws:ResourceAccount': ['9*', '8*'] } }],
    ['sessions of roles are meant', { StringEquals: { 'aws:PrincipalType': 'AssumedRole' } }],
    [
      'users of Cognito are meant',
      { StringLike: { 'aws:FederatedProvider': 'cognito-identity.*' } },
    ],
    ['no service may call for them', { Null: { 'aws:CalledVia': 'true' } }],
    ['all lack what is to be', { StringNotEqualsIfExists: { 'aws:CalledViaLast': 'athena' } }],
    ['only lists bear what it spares', { StringNotLike: { 's3:prefix': 'albums/*' } }],
    ['it takes MFA', { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } }],
    ['or a recent one', { NumericGreaterThanIfExists: { 'aws:MultiFactorAuthAge': '3600' } }],
  ])('always takes what is granted when %s', (_, Condition) => {
    expect(denials({ Condition })).toEqual(always);
  });

  it.each<[string, object]>([
    ['calls in plain text are meant', { Bool: { 'aws:SecureTransport': 'false' } }],
    ['an old TLS is meant', { NumericLessThan: { 's3:TlsVersion': '1.2' } }],
    ['the role is spared', { ArnNotLike: { 'aws:PrincipalArn': ['x', 'arn:aws:iam::*:role/*'] } }],
    ['its account is spared', { StringNotEquals: { 'aws:PrincipalAccount': '111122223333' } }],
    ['services are meant', { Null: { 'aws:SourceAccount': 'false' } }],
    ['its region is spared', { StringNotEquals: { 'aws:RequestedRegion': ['eu-west-1', 'x'] } }],
    ['its bucket is spared', { StringNotEquals: { 's3:ResourceAccount': '111122223333' } }],
    ['people are meant', { StringEquals: { 'aws:PrincipalType': ['User', 'Account'] } }],
    ['users of others are meant', { StringEquals: { 'aws:FederatedProvider': 'www.amazon.com' } }],
    [
      'calls through a service are meant',
      { 'ForAnyValue:StringEquals': { 'aws:CalledVia': 'athena.amazonaws.com' } },
    ],
    ['MFA is meant', { Bool: { 'aws:MultiFactorAuthPresent': 'true' } }],
    [
      'one of two never holds',
      { Bool: { 'aws:SecureTransport': 'false' }, IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } },
    ],
  ])('takes nothing when %s', (_, Condition) => {
    expect(denials({ Condition })).toEqual([]);
  });

  it.each<[string, object, string]>([
    ['where', { NotIpAddress: { 'aws:SourceIp': '10.0.0.0/8' } }, 'aws:SourceIp'],
    ['how', { NumericLessThan: { 's3:TlsVersion': '1.3' } }, 's3:TlsVersion'],
    ['for whom', { StringNotEquals: { 'aws:PrincipalOrgID': 'o-1' } }, 'aws:PrincipalOrgID'],
    [
      'by what it bears',
      { StringNotEquals: { 'aws:PrincipalArn': '${aws:PrincipalTag/owner}' } },
      'aws:PrincipalArn',
    ],
    [
      'whether it can have MFA',
      { Bool: { 'aws:MultiFactorAuthPresent': 'false' } },
      'aws:MultiFactorAuthPresent',
    ],
  ])('may take it when the call tells %s', (_, Condition, key) => {
    expect(denials({ Condition })).toEqual(dependingOn(key));
  });

  it('is told beside what is always denied only where it takes more', () => {
    const somewhere = { Condition: { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } } };

    expect(denials({}, { ...somewhere, Resource: albums })).toEqual(always);
    expect(denials({}, { ...somewhere, Action: 's3:PutObject' })).toEqual([
      ...always,
      { actions: ['s3:PutObject'], denied: ['*'], conditions: ['aws:SourceIp'] },
    ]);
  });

  it('is told by itself, unless another one depends on the same', () => {
    const somewhere = { Condition: { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } } };
    const elsewhere = { Condition: { NotIpAddress: { 'aws:SourceIp': '192.0.2.0/24' } } };
    const byTag = { Condition: { StringEquals: { 'aws:PrincipalTag/team': 'red' } } };
    const put = { Action: 's3:PutObject' };

    expect(denials(somewhere, { ...byTag, ...put }, { ...elsewhere, ...put })).toEqual([
      { actions: ['s3:GetObject', 's3:PutObject'], denied: ['*'], conditions: ['aws:SourceIp'] },
      { actions: ['s3:PutObject'], denied: ['*'], conditions: ['aws:PrincipalTag/team'] },
    ]);
  });
});

describe('A Deny of other regions', () => {
  const abroad = (region: string): Permission => ({
    action: 'translate:TranslateText',
    resource: '*',
    condition: { StringEquals: { 'aws:RequestedRegion': [region] } },
  });
  const stream = (region: string): Permission => ({
    action: 'kinesis:PutRecord',
    resource: `arn:aws:kinesis:${region}:111122223333:stream/clicks`,
  });
  const only = policyOf({
    Action: '*',
    Condition: { StringNotEquals: { 'aws:RequestedRegion': 'eu-west-1' } },
  });
  const judge = (...permissions: readonly Permission[]) =>
    denialsIn(only, grantOf(authRoleArn, permissions));

  it('takes what is granted there, be it on a resource or on none', () => {
    expect(judge(stream('us-east-1'))).toEqual([{ actions: ['*'], denied: ['*'], conditions: [] }]);
    expect(judge(abroad('us-east-1'))).toHaveLength(1);
    expect(judge(stream('eu-west-1'), abroad('eu-west-1'))).toEqual([]);
  });

  it('may take what is granted on a bucket of which nobody knows where it is, or whose', () => {
    const others = { StringNotEquals: { 's3:ResourceAccount': '999988887777' } };
    const ofNobody = new Map([[bucket, { ...place, account: '' }]]);

    expect(
      denialsIn(
        policyOf({ Condition: others }),
        grantOf(authRoleArn, grant, { buckets: ofNobody }),
      ),
    ).toEqual(dependingOn('s3:ResourceAccount'));
    expect(judge(...grant)).toEqual([
      { actions: ['*'], denied: ['*'], conditions: ['aws:RequestedRegion'] },
    ]);
  });
});

describe('A Deny of a policy that names principals', () => {
  const session = 'arn:aws:sts::111122223333:assumed-role/CognitoAuth/CognitoIdentityCredentials';
  const root = 'arn:aws:iam::111122223333:root';

  it.each<[string, object]>([
    ['everybody', { Principal: '*' }],
    ['everybody in AWS', { Principal: { AWS: '*' } }],
    ['the role', { Principal: { AWS: ['arn:aws:iam::111122223333:role/Other', authRoleArn] } }],
    ['its account', { Principal: { AWS: root } }],
    ['its account by number', { Principal: { AWS: '111122223333' } }],
    ['whom Cognito federates', { Principal: { Federated: 'cognito-identity.amazonaws.com' } }],
    ['everybody but others', { NotPrincipal: { AWS: [root, 'arn:aws:iam::1:role/backend'] } }],
  ])('takes what is granted when it names %s', (_, statement) => {
    expect(denials(statement)).toEqual(always);
  });

  it.each<[string, object]>([
    ['another role', { Principal: { AWS: 'arn:aws:iam::111122223333:role/Other' } }],
    ['a service', { Principal: { Service: 'cloudfront.amazonaws.com' } }],
    ['whom others federate', { Principal: { Federated: 'www.amazon.com' } }],
    [
      'everybody but the role in every form',
      { NotPrincipal: { AWS: [root, authRoleArn, session] } },
    ],
    ['nobody', { NotPrincipal: { AWS: '*' } }],
  ])('takes nothing when it names %s', (_, statement) => {
    expect(denials(statement)).toEqual([]);
  });

  it.each<[string, object]>([
    ['one session of the role', { Principal: { AWS: session } }],
    ['any federation', { Principal: { Federated: '*' } }],
    [
      'everybody but whom Cognito federates',
      { NotPrincipal: { Federated: 'cognito-identity.amazonaws.com' } },
    ],
    ['everybody but the role in one form', { NotPrincipal: { AWS: authRoleArn } }],
  ])('may take it when it names %s', (_, statement) => {
    expect(denials(statement)).toEqual(dependingOn('Principal'));
  });
});

import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';

import { byteLength, canonicalJson, sha256 } from '../../src/domain/canonical.ts';
import { regionOfPool, roleNameOf } from '../../src/contract/aws-names.ts';
import { isRoleArn, parseArn, partitionOf, providerNameOf } from '../../src/domain/ids.ts';
import { backwards } from '../support/builders/backwards.ts';
import { identityPoolId, userPoolId } from '../support/builders/ids.ts';
import { runs } from '../support/counts.ts';

describe('An id', () => {
  it('carries its own region', () => {
    expect(regionOfPool(userPoolId)).toBe('eu-west-1');
    expect(regionOfPool(identityPoolId)).toBe('eu-west-1');
  });

  it.each([
    ['eu-west-1_AbC', 'aws', 'cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbC'],
    [
      'us-gov-west-1_AbC',
      'aws-us-gov',
      'cognito-idp.us-gov-west-1.amazonaws.com/us-gov-west-1_AbC',
    ],
    ['cn-north-1_AbC', 'aws-cn', 'cognito-idp.cn-north-1.amazonaws.com.cn/cn-north-1_AbC'],
    [
      'eusc-de-east-1_AbC',
      'aws-eusc',
      'cognito-idp.eusc-de-east-1.amazonaws.eu/eusc-de-east-1_AbC',
    ],
    ['us-iso-east-1_AbC', 'aws-iso', 'cognito-idp.us-iso-east-1.c2s.ic.gov/us-iso-east-1_AbC'],
    [
      'us-isob-east-1_AbC',
      'aws-iso-b',
      'cognito-idp.us-isob-east-1.sc2s.sgov.gov/us-isob-east-1_AbC',
    ],
    [
      'eu-isoe-west-1_AbC',
      'aws-iso-e',
      'cognito-idp.eu-isoe-west-1.cloud.adc-e.uk/eu-isoe-west-1_AbC',
    ],
    [
      'us-isof-south-1_AbC',
      'aws-iso-f',
      'cognito-idp.us-isof-south-1.csp.hci.ic.gov/us-isof-south-1_AbC',
    ],
  ])('%s belongs to the partition %s', (poolId, partition, provider) => {
    expect(partitionOf(regionOfPool(poolId))).toBe(partition);
    expect(providerNameOf(poolId)).toBe(provider);
  });
});

describe('The ARN of a role', () => {
  it.each([
    ['arn:aws:iam::111122223333:role/CognitoAuth', true],
    ['arn:aws-cn:iam::111122223333:role/one/two/Cognito_Auth+=,.@-', true],
    ['arn:aws:iam::111122223333:role/', false],
    ['arn:aws:iam::111122223333:role/path/', false],
    ['arn:aws:iam::111122223333:role/Cognito Auth', false],
    [`arn:aws:iam::111122223333:role/${'a'.repeat(65)}`, false],
    ['arn:aws:iam::111122223333:user/CognitoAuth', false],
    ['arn:aws:iam::1:role/CognitoAuth', false],
  ])('is %s: %s', (arn, expected) => {
    expect(isRoleArn(arn)).toBe(expected);
  });
});

describe('An ARN', () => {
  it('is split into its parts', () => {
    expect(parseArn('arn:aws-cn:logs:cn-north-1:111122223333:log-group:a:*')).toEqual({
      partition: 'aws-cn',
      service: 'logs',
      region: 'cn-north-1',
      account: '111122223333',
      resource: 'log-group:a:*',
    });
  });

  it.each(['', 'storefront', 'arn:aws:s3', 'urn:aws:s3:::bucket', 'arn::s3:::bucket'])(
    'is not "%s"',
    (text) => {
      expect(parseArn(text)).toBeNull();
    },
  );

  it.each([
    ['arn:aws:iam::111122223333:role/Auth', 'Auth'],
    ['arn:aws:iam::111122223333:role/service-role/Auth', 'Auth'],
    ['arn:aws:iam::111122223333:role/a/b/c/Auth', 'Auth'],
  ])('%s names the role %s', (arn, name) => {
    expect(roleNameOf(arn)).toBe(name);
  });
});

describe('Canonical JSON', () => {
  it('is the same whatever the order of the keys', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(canonicalJson(backwards(value))).toBe(canonicalJson(value));
      }),
      runs(100),
    );
  });

  it('says the same value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
      runs(100),
    );
  });

  it('keeps the order of lists', () => {
    expect(canonicalJson({ b: [2, 1], a: null })).toBe('{"a":null,"b":[2,1]}');
  });
});

describe('A text', () => {
  it('is hashed and counted by its UTF-8 bytes', () => {
    expect(sha256('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    expect(byteLength('café')).toBe(5);
  });
});

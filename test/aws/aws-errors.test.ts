import { describe, expect, it } from '@jest/globals';
import { call, reading, translateAwsError } from '../../src/aws/aws-errors.ts';
import {
  AccessDenied,
  AwsFault,
  AwsUnavailable,
  CredentialsMissing,
  RegionMissing,
  ResourceMissing,
} from '../../src/contract/errors.ts';
import { awsError } from '../support/aws-world/aws-error.ts';

const translate = (error: unknown) => translateAwsError(error, 'iam:GetRole', 'role/CognitoAuth');

describe('Errors of this project', () => {
  it.each([
    new AccessDenied('sts:AssumeRole', 'arn:aws:iam::444455556666:role/AmplifyImportRead'),
    new ResourceMissing('the parameter'),
    new CredentialsMissing('sts:AssumeRole'),
    new RegionMissing('sts:AssumeRole'),
    new AwsUnavailable('sts:AssumeRole was throttled'),
    new AwsFault('sts:AssumeRole failed'),
  ])('pass as they are, because another call made them: $name', (error) => {
    expect(translate(error)).toBe(error);
  });

  it('keep the action of the call that was denied', async () => {
    const denied = await reading('cognito-idp:DescribeUserPool', 'the pool', () =>
      call('sts:AssumeRole', 'the role', () => Promise.reject(awsError('AccessDenied', 403))),
    );

    expect(denied).toEqual({ status: 'denied', action: 'sts:AssumeRole' });
  });
});

describe('Errors of the SDK', () => {
  it.each([
    ['ThrottlingException', 400, 'AwsUnavailable'],
    ['InternalErrorException', 500, 'AwsUnavailable'],
    ['AccessDeniedException', 400, 'AccessDenied'],
    ['RegionDisabledException', 403, 'AccessDenied'],
    ['NoSuchEntityException', 404, 'ResourceMissing'],
    ['ExpiredToken', 403, 'CredentialsMissing'],
    ['InvalidParameterException', 400, 'AwsFault'],
  ])('%s (%i) becomes %s', (name, status, expected) => {
    const error = awsError(name, status);

    const translated = translate(error);

    expect(translated.name).toBe(expected);
    expect(translated.cause).toBe(error);
  });

  it('that quote an answer are told without it, because an answer may hold a secret', () => {
    const translated = translate(new SyntaxError('Unexpected token in "ClientSecret":"s3cret"'));

    expect(translated).toMatchObject({ name: 'AwsFault' });
    expect(translated.message).not.toContain('s3cret');
    expect(translated.cause).toBeUndefined();
  });
});

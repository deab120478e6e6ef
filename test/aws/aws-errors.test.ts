import { describe, expect, it } from '@jest/globals';
import { call, reading } from '../../src/aws/aws-errors.ts';
import { AwsFault, AwsUnavailable } from '../../src/contract/errors/faults.ts';
import {
  AccessDenied,
  CredentialsMissing,
  RegionMissing,
  ResourceMissing,
} from '../../src/contract/errors/caller-errors.ts';
import { awsError } from '../support/aws-world/aws-error.ts';

/** What a call that fails so throws. */
const translate = (error: unknown): Promise<Error> =>
  call('iam:GetRole', 'role/CognitoAuth', () => Promise.reject(error)).then(
    () => new Error('The call did not fail.'),
    (thrown: Error) => thrown,
  );

describe('Errors of this project', () => {
  it.each([
    new AccessDenied('sts:AssumeRole', 'arn:aws:iam::444455556666:role/AmplifyImportRead'),
    new ResourceMissing('the parameter'),
    new CredentialsMissing('sts:AssumeRole'),
    new RegionMissing('sts:AssumeRole'),
    new AwsUnavailable('sts:AssumeRole was throttled'),
    new AwsFault('sts:AssumeRole failed'),
  ])('pass as they are, because another call made them: $name', async (error) => {
    expect(await translate(error)).toBe(error);
  });

  it.each([
    'Region is missing',
    'Region not accepted: region="" is not a valid hostname component.',
  ])('tell a region that is missing or empty alike: %s', async (message) => {
    expect(await translate(new Error(message))).toBeInstanceOf(RegionMissing);
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
    ['OperationAborted', 409, 'AwsUnavailable'],
    ['LimitExceededException', 409, 'AwsRefused'],
    ['UnmodifiableEntityException', 400, 'AwsRefused'],
    ['MalformedPolicyDocument', 400, 'AwsRefused'],
    ['OperationNotEnabledException', 400, 'AwsRefused'],
  ])('%s (%i) becomes %s', async (name, status, expected) => {
    const error = awsError(name, status);

    const translated = await translate(error);

    expect(translated.name).toBe(expected);
    expect(translated.cause).toBe(error);
  });

  it('say of a refusal what AWS says and what to do', async () => {
    const refused = call('iam:PutRolePolicy', 'the role', () =>
      Promise.reject(
        Object.assign(new Error('Maximum policy size of 10240 bytes exceeded.'), {
          name: 'LimitExceededException',
        }),
      ),
    );

    await expect(refused).rejects.toThrow(
      'AWS refused iam:PutRolePolicy on the role (LimitExceeded): Maximum policy size of 10240 bytes exceeded. Make room below the quota that AWS names',
    );
  });

  it.each(['kinesis:DescribeStreamSummary', 'firehose:DescribeDeliveryStream'])(
    'take a limit of %s for a rate',
    async (action) => {
      const limited = call(action, 'the stream', () =>
        Promise.reject(awsError('LimitExceededException', 400)),
      );

      await expect(limited).rejects.toMatchObject({ name: 'AwsUnavailable' });
    },
  );

  const lookedUp = (hostname: string, code = 'ENOTFOUND') =>
    Object.assign(new Error(`getaddrinfo ${code} ${hostname}`), { name: 'Error', code, hostname });

  it.each([
    ['a region that there is not', 'cognito-idp.eu-west-9.amazonaws.com', 'ResourceMissing'],
    ['none in China', 'cognito-idp.cn-south-9.amazonaws.com.cn', 'ResourceMissing'],
    ['none of the sovereign cloud', 'cognito-idp.eusc-fr-east-9.amazonaws.eu', 'ResourceMissing'],
    ['a network that is down', 'cognito-idp.eu-west-1.amazonaws.com', 'AwsUnavailable'],
    ['an endpoint of somebody', 'localcloud.test', 'AwsUnavailable'],
  ])('that find no address tell %s by its name', async (_, hostname, expected) => {
    expect(await translate(lookedUp(hostname))).toHaveProperty('name', expected);
    expect(await translate(lookedUp(hostname, 'EAI_AGAIN'))).toHaveProperty(
      'name',
      'AwsUnavailable',
    );
  });

  it.each([
    ['UnrecognizedClientException', 'cognito-idp:DescribeUserPool', 'eu-south-2_AbC', true],
    ['InvalidClientTokenId', 'cognito-identity:ListIdentityPools', 'eu-south-2', true],
    ['UnrecognizedClientException', 'cognito-idp:DescribeUserPool', 'eu-west-1_AbC', false],
    ['ExpiredToken', 'cognito-idp:DescribeUserPool', 'eu-south-2_AbC', false],
    ['InvalidClientTokenId', 'iam:GetRole', 'arn:aws:iam::111122223333:role/Auth', false],
  ])('%s of %s on %s speaks of the region: %s', async (name, action, resource, ofRegion) => {
    const read = () => reading(action, resource, () => Promise.reject(awsError(name, 400)));

    if (ofRegion) {
      expect(await read()).toEqual({ status: 'denied', action: 'account:EnableRegion' });
    } else {
      await expect(read()).rejects.toBeInstanceOf(CredentialsMissing);
    }
  });

  it('that quote an answer are told without it, because an answer may hold a secret', async () => {
    const translated = await translate(
      new SyntaxError('Unexpected token in "ClientSecret":"s3cret"'),
    );

    expect(translated).toMatchObject({ name: 'AwsFault' });
    expect(translated.message).not.toContain('s3cret');
    expect(translated.cause).toBeUndefined();
  });
});

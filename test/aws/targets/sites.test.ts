import { beforeEach, describe, expect, it } from '@jest/globals';
import { cloudfrontDistributions } from '../../../src/aws/targets/distributions.ts';
import { s3Sites } from '../../../src/aws/targets/sites.ts';
import { AwsFault, AwsUnavailable } from '../../../src/contract/errors/faults.ts';
import { sha256 } from '../../../src/domain/canonical.ts';
import { accessDenied, awsError } from '../../support/aws-world/aws-error.ts';
import { accountId, awsWorld, type AwsWorld } from '../../support/aws-world/aws-world.ts';
import { seededObject } from '../../support/aws-world/s3.ts';
import { seedBucket } from '../../support/aws-world/sample-account.ts';

const bucket = 'storefront-web';
const key = 'config/amplify_outputs.json';
const textOf = (text: string) => ({ text, contentType: 'application/json' });
const sites = s3Sites(async () => accountId);

let world: AwsWorld;
beforeEach(() => {
  world = awsWorld();
  seedBucket(world, bucket);
});
const objects = () => world.s3.buckets.get(bucket)?.objects ?? new Map<string, never>();

describe('The bucket of a site', () => {
  it('says where it is, by what its owner opens it and whose key encrypts it', async () => {
    const tags = { 'amplify-import-site': 'any', 'amplify-import': 'x' };
    seedBucket(world, bucket, { region: 'us-east-1', tags, abac: true, kmsKey: 'arn:key' });

    expect(await sites.bucket(bucket, true)).toEqual({
      status: 'found',
      value: { region: 'us-east-1', tag: 'any', abac: true, kmsKey: 'arn:key' },
    });
  });

  it('without tags has none, and is not asked for any where nobody wants to know', async () => {
    expect(await sites.bucket(bucket, true)).toMatchObject({ value: { tag: null, abac: false } });
    world.forgetCalls();

    await sites.bucket(bucket, false);

    expect(world.calls.map(({ action }) => action)).toEqual([
      'GetBucketLocation',
      'GetBucketEncryption',
    ]);
  });

  it.each(['GetBucketLocation', 'GetBucketTagging', 'GetBucketAbac'])(
    'that denies %s says so',
    async (action) => {
      world.faults.fail({ service: 's3', action }, accessDenied());

      expect(await sites.bucket(bucket, true)).toEqual({
        status: 'denied',
        action: `s3:${action}`,
      });
    },
  );

  it('that is not there is not found, and of another owner denied', async () => {
    seedBucket(world, 'theirs', { owner: '999999999999' });

    expect(await sites.bucket('nowhere', true)).toEqual({ status: 'not-found' });
    expect(await sites.bucket('theirs', true)).toMatchObject({ status: 'denied' });
  });
});

describe('An object of a site', () => {
  it('is known by hash, version and time, and never by what is in it', async () => {
    objects().set(key, seededObject('hunter2'));

    const reading = await sites.object(bucket, key);

    expect(reading).toMatchObject({ status: 'found', value: { sha256: sha256('hunter2') } });
    expect(JSON.stringify(reading)).not.toContain('hunter2');
    expect(await sites.object(bucket, 'nothing')).toEqual({ status: 'not-found' });
  });

  it('is written where there is none, and over the version that was seen', async () => {
    expect(await sites.put(bucket, key, textOf('a'), null)).toBe(true);
    expect(await sites.put(bucket, key, textOf('b'), null)).toBe(false);
    const { etag = '' } = objects().get(key) ?? {};
    expect(await sites.put(bucket, key, textOf('b'), '"other"')).toBe(false);
    expect(await sites.put(bucket, key, textOf('b'), etag)).toBe(true);
    expect(objects().get(key)?.body).toBe('b');
  });

  it('that is gone is not written over, nor deleted twice', async () => {
    expect(await sites.put(bucket, key, textOf('a'), '"gone"')).toBe(false);
    expect(await sites.remove(bucket, key, '"gone"')).toBe(false);
  });

  it('is deleted in the version that was seen only', async () => {
    objects().set(key, seededObject('a'));
    const { etag = '' } = objects().get(key) ?? {};

    expect(await sites.remove(bucket, key, '"other"')).toBe(false);
    expect(await sites.remove(bucket, key, etag)).toBe(true);
    expect(objects().size).toBe(0);
  });
});

describe('A distribution', () => {
  const arn = `arn:aws:cloudfront::${accountId}:distribution/E1`;
  const invalidation = { paths: ['/config/amplify*'], reference: 'amplify-import-1' };

  beforeEach(() => {
    world.cloudfront.distributions.set('E1', {
      arn,
      origins: [{ domain: 'a.example.com', headers: { 'x-secret': 'hunter2' } }],
      tags: { 'amplify-import': 'storefront' },
      invalidations: [],
    });
  });

  it('says its origins without their headers, and its tag where somebody asks for it', async () => {
    const origins = [{ domain: 'a.example.com', path: '' }];

    expect(await cloudfrontDistributions.distribution('E1', true)).toEqual({
      status: 'found',
      value: { arn, origins, tag: 'storefront' },
    });
    world.forgetCalls();
    expect(await cloudfrontDistributions.distribution('E1', false)).toMatchObject({
      value: { tag: null },
    });
    expect(world.calls).toHaveLength(1);
  });

  it('that is not there or not to be read is an answer', async () => {
    expect(await cloudfrontDistributions.distribution('E2', true)).toEqual({ status: 'not-found' });
    world.faults.fail('cloudfront:ListTagsForResource', accessDenied());

    expect(await cloudfrontDistributions.distribution('E1', true)).toEqual({
      status: 'denied',
      action: 'cloudfront:ListTagsForResource',
    });
  });

  it('is invalidated once by one reference', async () => {
    expect(await cloudfrontDistributions.invalidate('E1', invalidation)).toBe(true);
    expect(await cloudfrontDistributions.invalidate('E1', invalidation)).toBe(true);
    expect(world.cloudfront.distributions.get('E1')?.invalidations).toEqual([invalidation]);
  });

  it('that has too many invalidations under way is asked again later', async () => {
    world.faults.fail(
      'cloudfront:CreateInvalidation',
      awsError('TooManyInvalidationsInProgress', 400),
    );

    expect(await cloudfrontDistributions.invalidate('E1', invalidation)).toBe(false);
  });

  it.each([
    ['Throttling', AwsUnavailable],
    ['InvalidArgument', AwsFault],
  ])('that answers %s quotes nothing of it', async (name, expected) => {
    world.faults.fail('cloudfront:CreateInvalidation', awsError(name, 400, 'hunter2'));

    const answer = await cloudfrontDistributions
      .invalidate('E1', invalidation)
      .catch((error: unknown) => error);

    expect(answer).toBeInstanceOf(expected);
    expect(String(answer)).not.toContain('hunter2');
  });
});

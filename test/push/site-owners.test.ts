import { describe, expect, it } from '@jest/globals';
import { accessDenied, awsError } from '../support/aws-world/aws-error.ts';
import { type SampleAccount } from '../support/aws-world/sample-account.ts';
import {
  everythingTold,
  pushTargets,
  recordedTargetOf,
} from '../support/aws-world/target-pushes.ts';
import {
  bucket,
  callsToSite,
  deployed,
  distributionArn,
  distributionId,
  filesIn,
  id,
  imported,
  invalidationsIn,
  published,
  secret,
  targetIn,
  writesIn,
} from './site-account.ts';

describe('The owner of a bucket', () => {
  const bucketOf = (world: SampleAccount) => {
    const found = world.s3.buckets.get(bucket);
    if (!found) throw new Error('This world has no bucket of the site.');
    return found;
  };

  it.each([
    ['has no tag', {}, true, ' && aws s3api put-bucket-abac'],
    ['opened it for grants alone', { 'amplify-import': 'any' }, true, 'tag-resources'],
    [
      'opened it to another app',
      { 'amplify-import-site': 'x' },
      true,
      "amplify-import-site='x storefront'",
    ],
    ['has no ABAC', { 'amplify-import-site': 'any' }, false, 'put-bucket-abac'],
  ])(
    'who %s keeps our files out, with the command that opens it',
    async (_, tags, abac, command) => {
      const world = await imported();
      Object.assign(bucketOf(world), { tags, abac });

      const result = await pushTargets({}, deployed(`arn:aws:s3:::${bucket}`));

      expect(targetIn(result)).toMatchObject({
        status: 'left',
        error: { name: 'SITE_BUCKET_NOT_OPEN' },
      });
      expect(result?.findings[0]?.command).toContain(command);
      expect(callsToSite(world)).not.toContain('s3:GetObject');
      expect(filesIn(world)).toEqual({});
    },
  );

  it('needs no tag where the owner of the stack lists the objects', async () => {
    const world = await imported();
    Object.assign(bucketOf(world), { tags: {}, abac: false });

    const result = await pushTargets({}, deployed(`arn:aws:s3:::${bucket}/web/*`));

    expect(targetIn(result)?.status).toBe('pushed');
  });

  it('is not asked in process, where the rights of the caller decide', async () => {
    const world = await imported();
    Object.assign(bucketOf(world), { tags: {}, abac: false });

    const result = await pushTargets();

    expect(targetIn(result)?.status).toBe('pushed');
    expect(callsToSite(world)).not.toContain('s3:GetBucketTagging');
  });

  it('who has a key of their own is told that the stack has no right on it', async () => {
    const world = await imported();
    bucketOf(world).kmsKey = 'arn:aws:kms:eu-west-1:111122223333:key/1';

    const result = await pushTargets({}, deployed());
    const here = await pushTargets();

    expect(targetIn(result)).toMatchObject({ error: { name: 'SITE_BUCKET_KMS_KEY' } });
    expect(targetIn(here)?.status).toBe('pushed');
    expect(here?.findings.map(({ code }) => code)).toEqual(['SITE_BUCKET_KMS_KEY']);
  });

  it.each([
    [
      'is nobody',
      (world: SampleAccount) => world.s3.buckets.delete(bucket),
      'SITE_BUCKET_NOT_OPEN',
    ],
    [
      'is another account',
      (world: SampleAccount) => Object.assign(bucketOf(world), { owner: '999999999999' }),
      'TARGET_UNREADABLE',
    ],
  ])('who %s leaves the site alone', async (_, change, error) => {
    const world = await imported();
    change(world);

    const result = await pushTargets();

    expect(targetIn(result)).toMatchObject({ status: 'left', error: { name: error } });
  });
});

describe('The distribution in front of a site', () => {
  const distributionOf = (world: SampleAccount) => {
    const found = world.cloudfront.distributions.get(distributionId);
    if (!found) throw new Error('This world has no distribution.');
    return found;
  };

  it('keeps its secrets: headers that it adds for an origin are told nowhere', async () => {
    const world = await imported();

    await pushTargets({}, deployed());

    expect(everythingTold(world)).not.toContain(secret);
  });

  it('is not invalidated without the word of its owner, though the files are written', async () => {
    const world = await imported();
    distributionOf(world).tags = {};

    const result = await pushTargets({}, deployed());

    expect(result?.status).toBe('pushed');
    expect(result?.findings).toMatchObject([
      { code: 'TARGET_NOT_ALLOWED', facts: { arn: distributionArn, tag: null } },
    ]);
    expect(filesIn(world)).toEqual(published(world));
    expect(invalidationsIn(world)).toEqual([]);
    expect(recordedTargetOf(world, id)?.invalidation).toBeNull();
  });

  it('is invalidated as soon as its owner allows it, though no file has changed since', async () => {
    const world = await imported();
    distributionOf(world).tags = {};
    await pushTargets({}, deployed());
    distributionOf(world).tags = { 'amplify-import': 'any' };
    world.forgetCalls();

    await pushTargets({}, deployed());
    await pushTargets({}, deployed());

    expect(writesIn(world)).toEqual(['cloudfront:CreateInvalidation']);
  });

  it.each([
    ['no origin of which is the bucket', { origins: [{ domain: 'storefront-web.example.com' }] }],
    [
      'whose origin leads elsewhere',
      { origins: [{ domain: `${bucket}.s3.amazonaws.com`, path: '/webs' }] },
    ],
  ])('%s is told and not invalidated', async (_, change) => {
    const world = await imported();
    Object.assign(distributionOf(world), change);

    const result = await pushTargets();

    expect(result?.findings.map(({ code }) => code)).toEqual(['SITE_NOT_BEHIND_DISTRIBUTION']);
    expect(filesIn(world)).toEqual(published(world));
    expect(invalidationsIn(world)).toEqual([]);
  });

  it('that is not there is told, and the files are written', async () => {
    const world = await imported();
    world.cloudfront.distributions.clear();

    const result = await pushTargets();

    expect(result?.findings[0]?.message).toBe(
      `There is no distribution ${distributionId} in this account.`,
    );
    expect(targetIn(result)?.status).toBe('pushed');
  });

  it('that has too many invalidations under way is invalidated by a later push', async () => {
    const world = await imported();
    world.faults.fail(
      'cloudfront:CreateInvalidation',
      awsError('TooManyInvalidationsInProgress', 400),
    );
    await pushTargets();
    const owed = recordedTargetOf(world, id)?.invalidation;
    world.faults.revive();

    await pushTargets();

    expect(owed).toBe('due');
    expect(invalidationsIn(world)).toHaveLength(1);
    expect(recordedTargetOf(world, id)?.invalidation).toBe(invalidationsIn(world)[0]?.reference);
  });

  it('that may not be invalidated fails the site, which is taken up again', async () => {
    const world = await imported();
    world.faults.fail('cloudfront:CreateInvalidation', accessDenied());
    const result = await pushTargets();
    world.faults.revive();

    const again = await pushTargets({ only: ['failed'] });

    expect(targetIn(result)).toMatchObject({ status: 'failed', error: { name: 'AccessDenied' } });
    expect(targetIn(again)?.status).toBe('pushed');
    expect(invalidationsIn(world)).toHaveLength(1);
  });
});

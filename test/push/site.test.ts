import { describe, expect, it } from '@jest/globals';
import type { PushResult } from '../../src/contract/push/result.ts';
import { sha256 } from '../../src/domain/canonical.ts';
import { accessDenied, awsError } from '../support/aws-world/aws-error.ts';
import { accountId, configBucket } from '../support/aws-world/aws-world.ts';
import { deaths } from '../support/aws-world/deaths.ts';
import { fullRequest, runOnce, storedTexts } from '../support/aws-world/import-runs.ts';
import { madeReady } from '../support/aws-world/made-ready.ts';
import { actionsOf } from '../support/aws-world/recorded-call.ts';
import { seededObject } from '../support/aws-world/s3.ts';
import {
  sampleAccount,
  seedBucket,
  type SampleAccount,
} from '../support/aws-world/sample-account.ts';
import {
  everythingTold,
  pushTargets,
  recordedTargetOf,
} from '../support/aws-world/target-pushes.ts';
import { nativeClientId } from '../support/builders/ids.ts';

const bucket = 'storefront-web';
const distributionId = 'E2QWRUHAPOMQZL';
const distributionArn = `arn:aws:cloudfront::${accountId}:distribution/${distributionId}`;
const id = `site:${bucket}/web/config/`;
const site = { bucket, prefix: 'web/config/', distributionId };
const request = { ...fullRequest, nativeClientId, sites: [site] };
/** By which the files change. */
const changedRequest = { ...request, oauth: 'off', grants: { storage: [] } };
const secret = 'hunter2-hunter2-hunter2';
const names = ['amplify_outputs.json', 'amplifyconfiguration.json', 'amplify-import-manifest.json'];

const imported = madeReady(async () => {
  const world = sampleAccount();
  seedBucket(world, bucket, { tags: { 'amplify-import-site': 'storefront' }, abac: true });
  world.cloudfront.distributions.set(distributionId, {
    arn: distributionArn,
    origins: [
      { domain: 'api.example.com', headers: { 'x-origin-secret': secret } },
      { domain: `${bucket}.s3.eu-west-1.amazonaws.com`, path: '/web' },
    ],
    tags: { 'amplify-import': 'storefront' },
    invalidations: [],
  });
  await runOnce(request);
  return world;
});

const pushed = madeReady(async () => {
  const world = await imported();
  await pushTargets();
  return world;
});

/** The same account once an import has changed every file. */
const changed = madeReady(async () => {
  const world = await pushed();
  await runOnce(changedRequest);
  return world;
});

function objectsIn({ s3 }: SampleAccount) {
  return s3.buckets.get(bucket)?.objects ?? new Map<string, never>();
}

/** Texts of our objects by their names. */
function filesIn(world: SampleAccount): Record<string, string> {
  const entries = [...objectsIn(world)].map(([key, { body }]) => [key, body] as const);
  return Object.fromEntries(
    entries
      .filter(([key]) => key.startsWith(site.prefix))
      .map(([key, body]) => [key.slice(site.prefix.length), body]),
  );
}

/** The same texts as they are published. */
function published(world: SampleAccount, wanted = names): Record<string, string> {
  const texts = storedTexts(world, 'config/storefront/prod/');
  return Object.fromEntries(
    wanted.map((name) => {
      const path = name === 'amplify-import-manifest.json' ? 'manifest.json' : name;
      return [name, texts[`config/storefront/prod/${path}`] ?? ''];
    }),
  );
}

function put(world: SampleAccount, name: string, text: string): void {
  objectsIn(world).set(`${site.prefix}${name}`, seededObject(text));
}

function invalidationsIn({ cloudfront }: SampleAccount) {
  return cloudfront.distributions.get(distributionId)?.invalidations ?? [];
}

/** Calls to the bucket of the site and to the distribution. */
function callsToSite({ calls }: SampleAccount): readonly string[] {
  return actionsOf(
    calls.filter(
      ({ service, input }) =>
        service === 'cloudfront' || (input as { Bucket?: string }).Bucket === bucket,
    ),
  );
}

const writes = ['s3:PutObject', 's3:DeleteObject', 'cloudfront:CreateInvalidation'];
const writesIn = (world: SampleAccount) =>
  callsToSite(world).filter((action) => writes.includes(action));

function targetIn(result: PushResult | null) {
  return result?.targets.find((target) => target.id === id);
}

/** As the functions of the stack are: the owners decide, and the stack's list. */
const deployed = (...patterns: string[]) => ({ allowList: { storefront: patterns } });

describe('A site', () => {
  it('gets the files that are published and the manifest last, to be asked for each time', async () => {
    const world = await imported();

    const result = await pushTargets({}, deployed());

    expect(targetIn(result)).toEqual({ id, kind: 'site', status: 'pushed' });
    expect(filesIn(world)).toEqual(published(world));
    const keys = world.calls
      .filter(({ action, input }) => action === 'PutObject' && input['Bucket'] === bucket)
      .map(({ input }) => input);
    expect(keys.map(({ Key }) => Key)).toEqual(names.map((name) => `${site.prefix}${name}`));
    for (const input of keys) {
      expect(input).toMatchObject({
        IfNoneMatch: '*',
        ContentType: 'application/json',
        CacheControl: 'no-cache',
        ExpectedBucketOwner: accountId,
      });
    }
  });

  it('is invalidated once, below the path that the distribution knows its files by', async () => {
    const world = await imported();

    await pushTargets({}, deployed());

    expect(invalidationsIn(world).map(({ paths }) => paths)).toEqual([['/config/amplify*']]);
    expect(recordedTargetOf(world, id)).toMatchObject({
      invalidation: invalidationsIn(world)[0]?.reference,
      distribution: { id: distributionId, path: '/config/' },
      keys: { 'amplify_outputs.json': { before: null } },
    });
  });

  it('is read by nine calls at the most and not written when nothing has changed', async () => {
    const world = await pushed();

    const result = await pushTargets({}, deployed());

    expect(result?.status).toBe('unchanged');
    expect(writesIn(world)).toEqual([]);
    expect(callsToSite(world).length).toBeLessThanOrEqual(9);
  });

  it('gets the exports too where the request says so, and only what it says', async () => {
    const world = await imported();
    await runOnce({ ...request, sites: [{ ...site, files: ['exports'] }] });

    await pushTargets();

    expect(filesIn(world)).toEqual(
      published(world, ['aws-exports.js', 'amplify-import-manifest.json']),
    );
    const [exported] = world.calls.filter(
      ({ input }) => input['Key'] === 'web/config/aws-exports.js' && 'Body' in input,
    );
    expect(exported?.input['ContentType']).toBe('text/javascript; charset=utf-8');
    expect(invalidationsIn(world).map(({ paths }) => paths)).toEqual([
      ['/config/amplify*', '/config/aws-exports.js'],
    ]);
  });

  it('follows a change over the versions that stand, and is invalidated again', async () => {
    const world = await changed();

    const result = await pushTargets({}, deployed());

    expect(targetIn(result)?.status).toBe('pushed');
    expect(filesIn(world)).toEqual(published(world));
    expect(invalidationsIn(world)).toHaveLength(2);
    const puts = world.calls.filter(
      ({ action, input }) => action === 'PutObject' && input['Bucket'] === bucket,
    );
    expect(puts.every(({ input }) => typeof input['IfMatch'] === 'string')).toBe(true);
  });

  it('of which a file was deleted gets it again, and is invalidated though it is the same', async () => {
    const world = await pushed();
    objectsIn(world).delete(`${site.prefix}amplify_outputs.json`);

    await pushTargets();

    expect(filesIn(world)).toEqual(published(world));
    expect(new Set(invalidationsIn(world).map(({ reference }) => reference)).size).toBe(2);
  });

  it('that the request does not want any more loses our files, and keeps those of others', async () => {
    const world = await pushed();
    put(world, 'index.html', secret);
    await runOnce({ ...request, sites: [] });

    const result = await pushTargets();

    expect(targetIn(result)?.status).toBe('gone');
    expect(filesIn(world)).toEqual({ 'index.html': secret });
    expect(recordedTargetOf(world, id)).toBeNull();
  });

  it('that is given back keeps what somebody else has made of our files', async () => {
    const world = await pushed();
    put(world, 'amplify_outputs.json', secret);
    await runOnce({ ...request, sites: [] });

    await pushTargets();

    expect(filesIn(world)).toEqual({ 'amplify_outputs.json': secret });
    expect(everythingTold(world)).not.toContain(secret);
  });

  it('is taken over in silence where the very same files lie there', async () => {
    const world = await imported();
    for (const [name, text] of Object.entries(published(world))) put(world, name, text);
    world.forgetCalls();

    const result = await pushTargets();

    expect(result?.findings).toEqual([]);
    expect(writesIn(world)).toEqual([]);
    expect(recordedTargetOf(world, id)?.keys['amplify_outputs.json']?.after).toBe(
      sha256(filesIn(world)['amplify_outputs.json'] ?? ''),
    );
  });
});

describe('An object of somebody else', () => {
  it.each([
    ['before the first push', imported],
    ['in the place of ours', pushed],
  ])('that lies there %s leaves the whole site alone', async (_, prepare) => {
    const world = await prepare();
    await runOnce(changedRequest);
    put(world, 'amplify_outputs.json', secret);
    const before = filesIn(world);

    const result = await pushTargets();

    expect(result?.error?.name).toBe('PushIncomplete');
    expect(targetIn(result)).toMatchObject({
      status: 'left',
      error: { name: 'SITE_OBJECT_TAKEN' },
    });
    expect(result?.findings).toMatchObject([
      {
        code: 'SITE_OBJECT_TAKEN',
        command: `aws s3api head-object --bucket ${bucket} --key web/config/amplify_outputs.json`,
      },
    ]);
    expect(filesIn(world)).toEqual(before);
    expect(everythingTold(world)).not.toContain(secret);
  });

  it.each([
    ['a plan that saw nothing', imported, 'SITE_OBJECT_TAKEN'],
    ['a plan that saw ours', changed, 'TARGET_CHANGED'],
  ])('that comes after %s is not replaced', async (_, prepare, error) => {
    const world = await prepare();
    let reads = 0;
    world.faults.meanwhile(
      ({ action, input }) =>
        action === 'GetObject' && input['Bucket'] === bucket && ++reads === names.length + 1,
      () => put(world, 'amplify_outputs.json', secret),
    );

    const result = await pushTargets();

    expect(targetIn(result)).toMatchObject({ status: 'left', error: { name: error } });
    expect(writesIn(world)).toEqual([]);
    expect(filesIn(world)['amplify_outputs.json']).toBe(secret);
  });

  it.each([
    ['a first write', imported],
    ['a later write', changed],
  ])('that comes right before %s is not replaced', async (_, prepare) => {
    const world = await prepare();
    world.faults.meanwhile({ service: 's3', action: 'PutObject', input: { Bucket: bucket } }, () =>
      put(world, 'amplify_outputs.json', secret),
    );

    const result = await pushTargets();

    expect(targetIn(result)).toMatchObject({
      status: 'failed',
      error: { name: 'TargetContested' },
    });
    expect(filesIn(world)['amplify_outputs.json']).toBe(secret);
    expect(everythingTold(world)).not.toContain(secret);
  });

  it('that comes right before a deletion is not deleted', async () => {
    const world = await pushed();
    await runOnce({ ...request, sites: [] });
    world.faults.meanwhile({ service: 's3', action: 'DeleteObject' }, () =>
      put(world, 'amplify_outputs.json', secret),
    );

    await pushTargets();

    expect(filesIn(world)).toEqual({ 'amplify_outputs.json': secret });
  });
});

describe('The owner of a bucket', () => {
  const bucketOf = (world: SampleAccount) => {
    const found = world.s3.buckets.get(bucket);
    if (!found) throw new Error('This world has no bucket of the site.');
    return found;
  };

  it.each([
    ['has no tag', {}, true, 'resourcegroupstaggingapi tag-resources'],
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

describe('A push of a site', () => {
  const callsOfPush = 60;

  it.each(deaths(callsOfPush))(
    'that dies $moment call $index is finished by the next one, with one invalidation more',
    async ({ index, moment }) => {
      const world = await changed();
      world.faults.kill(index, moment);
      await pushTargets({}, deployed()).catch(() => null);
      world.faults.revive();

      const result = await pushTargets({}, deployed());

      expect(targetIn(result)?.status).toBe('pushed');
      expect(filesIn(world)).toEqual(published(world));
      expect(invalidationsIn(world)).toHaveLength(2);
      const keys = Object.values(recordedTargetOf(world, id)?.keys ?? {});
      expect(keys.map(({ before }) => before)).toEqual([null, null, null]);
    },
  );

  it.each(Array.from({ length: callsOfPush }, (_, index) => index))(
    'that hears no answer of call %i comes to the same end',
    async (index) => {
      const world = await changed();
      world.faults.loseAnswer(index);

      const result = await pushTargets({}, deployed());

      expect(targetIn(result)?.status).toBe('pushed');
      expect(filesIn(world)).toEqual(published(world));
      // In process nobody looks again: what CloudFront did not answer is made by the next push.
      if (recordedTargetOf(world, id)?.invalidation === 'due') await pushTargets({}, deployed());
      expect(invalidationsIn(world)).toHaveLength(2);
    },
  );

  it('makes fewer calls than are tried here, and none to the store that an app could read', async () => {
    const world = await changed();

    await pushTargets({}, deployed());

    expect(world.calls.length).toBeLessThanOrEqual(callsOfPush);
    const toStore = world.calls.filter(
      ({ action, input }) => action === 'PutObject' && input['Bucket'] === configBucket,
    );
    expect(toStore.filter(({ input }) => (input['Key'] as string).startsWith('config/'))).toEqual(
      [],
    );
  });
});

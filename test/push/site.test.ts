import { describe, expect, it } from '@jest/globals';
import { sha256 } from '../../src/domain/canonical.ts';
import { accountId } from '../support/aws-world/aws-world.ts';
import { runOnce } from '../support/aws-world/import-runs.ts';
import {
  everythingTold,
  pushTargets,
  recordedTargetOf,
} from '../support/aws-world/target-pushes.ts';
import {
  bucket,
  callsToSite,
  changed,
  changedRequest,
  deployed,
  distributionId,
  filesIn,
  id,
  imported,
  invalidationsIn,
  names,
  objectsIn,
  published,
  pushed,
  put,
  request,
  secret,
  site,
  targetIn,
  writesIn,
} from './site-account.ts';

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

  it('that is given back keeps the files that were there before us', async () => {
    const world = await imported();
    const before = published(world, ['amplify_outputs.json']);
    put(world, 'amplify_outputs.json', before['amplify_outputs.json'] ?? '');
    await pushTargets();
    await runOnce({ ...request, sites: [] });

    await pushTargets();

    expect(filesIn(world)).toEqual(before);
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
    expect(writesIn(world)).toEqual(['cloudfront:CreateInvalidation']);
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
        look: `aws s3api head-object --bucket ${bucket} --key web/config/amplify_outputs.json`,
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

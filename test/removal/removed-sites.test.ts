import { beforeEach, describe, expect, it } from '@jest/globals';
import { accessDenied, awsError } from '../support/aws-world/aws-error.ts';
import { seededObject } from '../support/aws-world/s3.ts';
import type { SampleAccount } from '../support/aws-world/sample-account.ts';
import {
  distributionId,
  givenBack,
  heldOf,
  nothingHeld,
  prefix,
  pushed,
  removed,
  site,
  siteId,
  standing,
  targetIn,
} from './pushed-account.ts';

const theirs = 'a file of somebody else';
const outputs = `${prefix}amplify_outputs.json`;
let world: SampleAccount;

beforeEach(async () => {
  world = await pushed();
});

const objects = () => world.s3.buckets.get(site)?.objects ?? new Map<string, never>();
const put = (key: string, text: string) =>
  (objects() as Map<string, unknown>).set(key, seededObject(text));
const invalidations = () => world.cloudfront.distributions.get(distributionId)?.invalidations ?? [];

describe('The files of a site of a link that is removed', () => {
  it('are deleted on the condition that they are the ones that were seen', async () => {
    const etags = Object.fromEntries([...objects()].map(([key, { etag }]) => [key, etag]));

    await removed();

    const deletes = world.calls.filter(
      ({ action, input }) => action === 'DeleteObject' && input['Bucket'] === site,
    );
    expect(deletes.map(({ input }) => [input['Key'], input['IfMatch']])).toEqual(
      [`${prefix}amplify_outputs.json`, `${prefix}amplifyconfiguration.json`]
        .concat(`${prefix}amplify-import-manifest.json`)
        .map((key) => [key, etags[key]]),
    );
    expect(standing(world).objects).toEqual(givenBack.objects);
  });

  it('are invalidated, without a push to come', async () => {
    const made = invalidations().length;

    await removed();

    expect(invalidations()).toHaveLength(made + 1);
    expect(invalidations().at(-1)?.paths).toEqual([`/${prefix}amplify*`]);
  });

  it('are invalidated again where that failed, by the next removal', async () => {
    const made = invalidations().length;
    const failed = awsError('InconsistentQuantities', 400);
    world.faults.fail('cloudfront:CreateInvalidation', failed, { times: 1 });

    const first = await removed();
    expect(targetIn(first, siteId)).toMatchObject({
      status: 'failed',
      error: { name: 'AwsFault' },
    });
    expect(heldOf(world).targets).toEqual([siteId]);
    expect(standing(world).objects).toEqual(givenBack.objects);
    const second = await removed();

    expect(second.status).toBe('removed');
    expect(invalidations()).toHaveLength(made + 1);
    expect(heldOf(world)).toEqual(nothingHeld);
  });

  it('are gone, and their caches left to the owner of the distribution, who lets us invalidate nothing any more', async () => {
    world.faults.fail('cloudfront:CreateInvalidation', accessDenied());

    const result = await removed();

    expect(result.status).toBe('removed');
    expect(heldOf(world)).toEqual(nothingHeld);
    expect(result.left).toContainEqual(
      expect.objectContaining({
        owner: 'the owner of the distribution',
        command: expect.stringContaining('create-invalidation'),
      }),
    );
  });

  it('are invalidated once CloudFront has room for it', async () => {
    const made = invalidations().length;
    const busy = awsError('TooManyInvalidationsInProgress', 400);
    world.faults.fail('cloudfront:CreateInvalidation', busy, { times: 2 });

    const { status } = await removed();

    expect(status).toBe('removed');
    expect(invalidations()).toHaveLength(made + 1);
  });

  it('need no distribution: one that is gone has no caches', async () => {
    world.cloudfront.distributions.delete(distributionId);

    expect(await removed()).toMatchObject({ status: 'removed' });
  });

  it('stay where somebody else has put others, and go by force', async () => {
    put(outputs, theirs);

    const kept = await removed();
    const stood = standing(world).objects;
    const forced = await removed({ force: true });

    expect(targetIn(kept, siteId)).toMatchObject({
      status: 'left',
      error: { name: 'TARGET_CHANGED' },
    });
    expect(stood).toEqual({ ...givenBack.objects, [outputs]: theirs });
    expect(forced.status).toBe('removed');
    expect(standing(world).objects).toEqual(givenBack.objects);
  });

  it('stay where somebody else has put others right before they are deleted', async () => {
    world.faults.meanwhile({ action: 'DeleteObject', input: { Bucket: site, Key: outputs } }, () =>
      put(outputs, theirs),
    );

    await removed();

    expect(standing(world).objects[outputs]).toBe(theirs);
  });
});

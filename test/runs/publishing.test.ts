import { beforeEach, describe, expect, test } from '@jest/globals';
import { readPublished, readPublishedFile } from '../../src/procedures/config/read-published.ts';
import { s3ConfigStore } from '../../src/aws/stack/s3-config-store.ts';
import { configFolder, manifestKey } from '../../src/contract/manifest.ts';
import { accessDenied } from '../support/aws-world/aws-error.ts';
import { configBucket } from '../support/aws-world/aws-world.ts';
import { fullRequest, importedAccount, runOnce } from '../support/aws-world/import-runs.ts';
import type { RecordedCall } from '../support/aws-world/recorded-call.ts';
import { sampleAccount, type SampleAccount } from '../support/aws-world/sample-account.ts';
import { link } from '../support/builders/link.ts';

let world: SampleAccount;

const objectsBelow = (prefix: string) =>
  [...(world.s3.buckets.get(configBucket)?.objects ?? [])].filter(([key]) =>
    key.startsWith(`${configFolder(link)}/${prefix}`),
  );
const isPut = ({ action, input }: RecordedCall) =>
  action === 'PutObject' && String(input['Key']).startsWith('config/');
const puts = () => world.calls.filter(isPut);
const keysOf = (calls: readonly RecordedCall[]) =>
  calls.map(({ input }) => String(input['Key'])).toSorted();

/** A setting of the pool that stands in the outputs only. */
function changePool(): void {
  const pool = world.userPools.pools.get(fullRequest.userPoolId)?.pool;
  if (pool) pool.AutoVerifiedAttributes = ['email', 'phone_number'];
}

/** Everything that a fetch would write now, each file held to the manifest; `null`: nothing yet. */
async function fetched(): Promise<{ revision: number; texts: readonly string[] } | null> {
  const store = s3ConfigStore(configBucket);
  if ((await store.read(manifestKey(link))) === null) return null;
  const manifest = await readPublished(link, store);
  const texts = await Promise.all(
    manifest.files.map((file) => readPublishedFile(link, manifest, file, store)),
  );
  return { revision: manifest.revision, texts };
}

describe('What a publish writes', () => {
  beforeEach(async () => {
    world = await importedAccount();
  });

  test('Files of a revision may be kept for ever, everything else is asked for anew', () => {
    const revisions = objectsBelow('revisions/');
    const current = objectsBelow('').filter(([key]) => !key.includes('/revisions/'));

    expect(new Set(revisions.map(([, { cacheControl }]) => cacheControl))).toEqual(
      new Set(['public, max-age=31536000, immutable']),
    );
    expect(new Set(current.map(([, { cacheControl }]) => cacheControl))).toEqual(
      new Set(['no-cache']),
    );
    expect(current).toHaveLength(revisions.length + 1);
  });

  test('Browsers and tools are told what each file is', () => {
    const types = objectsBelow('').map(([key, { contentType }]) => [
      key.split('/').at(-1)?.split('.').at(-1),
      contentType,
    ]);

    for (const [ending, type] of types) {
      if (ending === 'json') expect(type).toBe('application/json');
      if (ending === 'js') expect(type).toBe('text/javascript; charset=utf-8');
    }
    expect(types.map(([, type]) => type)).not.toContain(undefined);
  });

  test('Every put carries the sha256 that S3 holds it against', async () => {
    changePool();

    await runOnce(fullRequest);

    for (const { input } of puts()) {
      expect(input).toMatchObject({ ChecksumSHA256: expect.stringMatching(/^[\w+/]{43}=$/) });
    }
    expect(puts().length).toBeGreaterThan(3);
  });

  test('Only current files that changed are written again', async () => {
    await runOnce({ ...fullRequest, outputsVersion: '1.4' });

    const current = keysOf(puts()).filter((key) => !key.includes('/revisions/'));
    expect(current).toEqual(
      ['amplify_outputs.json', 'manifest.json'].map((name) => `${configFolder(link)}/${name}`),
    );
  });

  test('An older revision stays as it was', async () => {
    const before = objectsBelow('revisions/1-');
    changePool();

    await runOnce(fullRequest);

    expect(objectsBelow('revisions/1-')).toEqual(before);
    expect(objectsBelow('revisions/2-')).toHaveLength(before.length);
  });
});

describe('A publish that ends early', () => {
  /** How many objects of the config the second import puts. */
  async function putsOfChange(): Promise<number> {
    world = await importedAccount();
    changePool();
    await runOnce(fullRequest);
    return puts().length;
  }

  test.each(['before', 'after'] as const)(
    'Wherever it dies, %s a put, a fetch gets one whole revision: the last good one or the new one',
    async (moment) => {
      const total = await putsOfChange();
      const next = await fetched();
      const revisions: number[] = [];
      for (let at = 0; at < total; at += 1) {
        world = await importedAccount();
        const last = await fetched();
        changePool();
        world.forgetCalls();
        world.faults.kill((call) => isPut(call) && puts().indexOf(call) === at, moment);
        await runOnce(fullRequest);
        world.faults.revive();

        const now = await fetched();

        expect([last, next]).toContainEqual(now);
        revisions.push(now?.revision ?? 0);
      }
      expect(revisions).toEqual(revisions.toSorted());
      expect(new Set(revisions)).toEqual(new Set([1, 2]));
    },
  );

  test('A first publish that is refused by S3 leaves nothing that a fetch would take', async () => {
    world = sampleAccount();
    world.faults.fail(isPut, accessDenied());

    const { status } = await runOnce(fullRequest);

    expect(status).toBe('failed');
    expect(await fetched()).toBeNull();
  });
});

describe('A link that was removed', () => {
  test('Another import publishes the revision after the last one, and a fetch finds it', async () => {
    world = await importedAccount();
    const store = s3ConfigStore(configBucket);
    const tombstone = { version: '1', ...link, revision: 1, removed: true, files: [] };
    const metadata = { contentType: 'application/json', cacheControl: 'no-cache' };
    await store.write(manifestKey(link), JSON.stringify(tombstone), metadata);

    const { status, published } = await runOnce(fullRequest);

    expect({ status, revision: published?.revision }).toEqual({ status: 'published', revision: 2 });
    expect((await fetched())?.revision).toBe(2);
  });
});

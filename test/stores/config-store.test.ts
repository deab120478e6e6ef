import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { open, stat, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, jest, test } from '@jest/globals';
import { s3ConfigStore } from '../../src/aws/stack/s3-config-store.ts';
import { folderConfigStore } from '../../src/engine/folder-config-store.ts';
import { awsError } from '../support/aws-world/aws-error.ts';
import { awsWorld, configBucket } from '../support/aws-world/aws-world.ts';
import { seedBucket } from '../support/aws-world/sample-account.ts';
import { defineConfigStoreContract } from './config-store-contract.ts';
import { temporaryFolders } from './temporary-folder.ts';

const temporaryFolder = temporaryFolders();

function emptyBucket() {
  const world = awsWorld();
  seedBucket(world, configBucket);
  return { world, store: s3ConfigStore(configBucket) };
}

defineConfigStoreContract('S3', async () => emptyBucket().store);
defineConfigStoreContract('folder', async () => folderConfigStore(await temporaryFolder()));

const metadata = { contentType: 'application/json', cacheControl: 'no-cache' };

describe('Config store: S3 only', () => {
  test('Objects carry their content type, cache rule and a checksum', async () => {
    const { world, store } = emptyBucket();

    await store.write('config/a', '{}', metadata, { absent: true });

    expect(world.calls[0]).toMatchObject({
      action: 'PutObject',
      input: {
        ContentType: 'application/json',
        CacheControl: 'no-cache',
        ChecksumSHA256: createHash('sha256').update('{}').digest('base64'),
        IfNoneMatch: '*',
      },
    });
  });

  test('A list goes on to the last page', async () => {
    const { world, store } = emptyBucket();
    const keys = Array.from({ length: 2_001 }, (_, index) => `reports/${10_000 + index}`);
    await Promise.all(keys.map((key) => store.write(key, '', metadata)));
    world.forgetCalls();

    const listed = await store.list('reports/');

    expect(listed).toEqual(keys);
    expect(world.calls).toHaveLength(3);
  });

  test('Two conditional writes that meet inside S3 are tried again', async () => {
    const { world, store } = emptyBucket();
    world.faults.fail('s3:PutObject', awsError('ConditionalRequestConflict', 409), { times: 1 });

    const write = store.write('config/a', '{}', metadata, { absent: true });

    await expect(write).rejects.toMatchObject({ name: 'AwsUnavailable' });
  });

  test('A bucket that denies is an error that names the action, never a missing object', async () => {
    const { world, store } = emptyBucket();
    world.faults.fail('s3:GetObject', awsError('AccessDenied', 403));

    const read = store.read('config/a');

    await expect(read).rejects.toMatchObject({ name: 'AccessDenied', action: 's3:GetObject' });
  });
});

describe('Config store: folder only', () => {
  test.each(['../outside', '/etc/passwd', 'config/../../outside'])(
    'A key that leads out of the folder is refused: %s',
    async (key) => {
      const store = folderConfigStore(await temporaryFolder());

      const write = store.write(key, 'x', metadata);

      await expect(write).rejects.toMatchObject({ name: 'StoreFault' });
    },
  );

  test('What is written is on the disk before it has its name, and then its name is', async () => {
    const folder = await temporaryFolder();
    const key = 'config/a';
    const handle = await open(folder, 'r');
    const sync = jest.spyOn(Object.getPrototypeOf(handle) as FileHandle, 'sync');
    await handle.close();
    const synced: unknown[] = [];
    sync.mockImplementation(async function (this: FileHandle) {
      const { ino, size } = await this.stat();
      const parent = await stat(join(folder, 'config'));
      const what = ino === parent.ino ? 'the folder of the name' : `${size} bytes`;
      synced.push({ what, named: existsSync(join(folder, key)) });
    });

    await folderConfigStore(folder).write(key, 'text', metadata);
    sync.mockRestore();

    expect(synced).toEqual([
      { what: '4 bytes', named: false },
      { what: 'the folder of the name', named: true },
    ]);
  });

  test('Half-written files, locks and links never show up in a list', async () => {
    const store = folderConfigStore(await temporaryFolder());
    await store.write('config/a', 'x', metadata, { absent: true });

    const listed = await store.list('');

    expect(listed).toEqual(['config/a']);
  });
});

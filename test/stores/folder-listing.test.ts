import { expect, test } from '@jest/globals';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { folderConfigStore } from '../../src/engine/folder-config-store.ts';
import { temporaryFolders } from './temporary-folder.ts';

const temporaryFolder = temporaryFolders();

/** Puts so many apps of one environment each into a store. */
async function apps(root: string, many: number): Promise<void> {
  for (let index = 0; index < many; index += 1) {
    const folder = join(root, 'config', `app-${index}`, 'prod');
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'manifest.json'), '{}');
  }
}

/** How long the fastest of some listings takes, in milliseconds. */
async function fastest(list: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < 20; round += 1) {
    const begun = performance.now();
    await list();
    times.push(performance.now() - begun);
  }
  return Math.min(...times);
}

test('A listing takes as long in a store of two thousand links as in one of two', async () => {
  const [few, many] = [await temporaryFolder(), await temporaryFolder()];
  await Promise.all([apps(few, 2), apps(many, 2_000)]);
  const listing = (root: string) => () => folderConfigStore(root).list('config/app-1/prod/');

  const [ofFew, ofMany] = [await fastest(listing(few)), await fastest(listing(many))];

  expect(await listing(many)()).toEqual(['config/app-1/prod/manifest.json']);
  // To walk the whole store takes some hundred times as long.
  expect(ofMany / ofFew).toBeLessThan(10);
});

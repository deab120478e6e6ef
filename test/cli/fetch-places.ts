import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe } from '@jest/globals';
import { byMachine } from '../../src/contract/machines.ts';
import type { ConfigStore } from '../../src/procedures/config/port.ts';
import { s3ConfigStore } from '../../src/aws/stack/s3-config-store.ts';
import { folderConfigStore } from '../../src/engine/folder-config-store.ts';
import { configBucket } from '../support/aws-world/aws-world.ts';
import { sampleAccount } from '../support/aws-world/sample-account.ts';
import { aParameter } from '../support/aws-world/ssm.ts';
import { temporaryFolders } from '../stores/temporary-folder.ts';
import type { CommandEnd } from './command.ts';
import { runHere } from './published.ts';

const newFolder = temporaryFolders();

/** Where a fetch of each test reads, and the store that lies there. */
type Place = { readonly store: ConfigStore; readonly uri: string; readonly args: string[] };

const places: readonly (readonly [string, () => Promise<Place>])[] = [
  [
    'the bucket of the stack',
    async () => {
      const { parameterStore } = sampleAccount();
      const parts = { bucket: configBucket, table: 't', bus: 'b', region: 'eu-west-1' };
      const machines = byMachine((machine) => machine);
      parameterStore.parameters.set(
        '/amplify-import/stack',
        aParameter(JSON.stringify({ ...parts, machines })),
      );
      return {
        store: s3ConfigStore(configBucket),
        uri: `s3://${configBucket}`,
        args: ['--store', 'aws'],
      };
    },
  ],
  [
    'a folder',
    async () => {
      const folder = await newFolder();
      return { store: folderConfigStore(folder), uri: folder, args: ['--store', folder] };
    },
  ],
];

/** A fetch of storefront/prod into a folder that is not there yet. */
export type Fetching = Place & {
  readonly out: string;
  fetch(...args: string[]): Promise<CommandEnd>;
  /** What lies in the folder, by path. */
  written(): Promise<Record<string, string>>;
};

/** Runs the same tests on every store that a fetch can read. */
export function fromEachStore(title: string, define: (here: () => Fetching) => void): void {
  describe.each(places)(`${title} %s`, (_, open) => {
    let here: Fetching;

    beforeEach(async () => {
      const place = await open();
      const out = join(await newFolder(), 'src');
      const args = ['fetch', '--app', 'storefront', '--env', 'prod', '--out', out, ...place.args];
      here = {
        ...place,
        out,
        fetch: (...more) => runHere([...args, ...more]),
        written: async () => Object.fromEntries(await textsIn(out)),
      };
    });

    define(() => here);
  });
}

/** Every file below a folder, by its path there. */
async function textsIn(folder: string): Promise<[string, string][]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile());
  return Promise.all(
    files.map(async (entry): Promise<[string, string]> => {
      const path = join(entry.parentPath, entry.name);
      return [path.slice(folder.length + 1), await readFile(path, 'utf8')];
    }),
  );
}

import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { folderLinkStore } from '../../src/engine/folder-link-store.ts';
import { link } from '../support/builders/link.ts';
import { sharedUpdates } from '../support/counts.ts';
import { temporaryFolders } from './temporary-folder.ts';

const temporaryFolder = temporaryFolders();
const unshare = ['--user', '--map-root-user', '--pid', '--fork', '--mount-proc'];
const mayUnshare = spawnSync('unshare', [...unshare, 'true']).status === 0;
const places = mayUnshare
  ? 'two PID namespaces'
  : 'two made-up PID namespaces, since this machine forbids real ones';

type Ended = { readonly code: number | null; readonly errors: string; readonly leases: number };

/** Two processes never have the same id, each in its own namespace: there the other one's is nobody's. */
async function write(root: string, updates: number, which: number): Promise<Ended> {
  const writer = [process.execPath, join('test', 'stores', 'folder-writer.ts'), root, `${updates}`];
  const forks = ': $(:) '.repeat(which);
  const [command = '', ...given] = mayUnshare
    ? ['unshare', ...unshare, 'sh', '-c', `${forks}; "$@"; exit $?`, 'sh', ...writer]
    : [...writer, `${1_000_000_000 + which}`];
  const child = spawn(command, given, { stdio: ['ignore', 'pipe', 'pipe'] });
  let [output, errors] = ['', ''];
  child.stdout.on('data', (text) => (output += String(text)));
  child.stderr.on('data', (text) => (errors += String(text)));
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, errors, leases: Number(output) };
}

describe(`Two processes in ${places} on one folder`, () => {
  test.each([1, 2, 3])(
    'lose no update and take no live lease, round %i',
    async () => {
      const root = await temporaryFolder();
      const each = sharedUpdates() / 2;

      const ends = await Promise.all([1, 2].map((which) => write(root, each, which)));

      expect(ends).toEqual(
        ends.map(({ leases }) => ({ code: 0, errors: expect.not.stringMatching(/Error/), leases })),
      );
      const { item } = await folderLinkStore(root).read(link);
      expect(item).toMatchObject({ revision: 2 * each, lease: { owner: null } });
      for (const { leases } of ends) expect(leases).toBeGreaterThan(0);
    },
    600_000,
  );
});

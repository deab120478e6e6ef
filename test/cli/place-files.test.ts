import { chmod, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { pathBelow, placeFiles } from '../../src/cli/place-files.ts';
import { temporaryFolders } from '../stores/temporary-folder.ts';

const newFolder = temporaryFolders();
let folder: string;

beforeEach(async () => {
  folder = await newFolder();
});

const file = (name: string, text: string, secret = false) => ({
  path: join(folder, name),
  text,
  secret,
});
const modeOf = async (name: string) => (await stat(join(folder, name))).mode & 0o777;

describe('Files that are put in place', () => {
  it('come with the folders above them, and leave no draft behind', async () => {
    const written = await placeFiles([file('a.json', 'é'), file('b/c/d.json', '')]);

    expect([...written]).toEqual([join(folder, 'a.json'), join(folder, 'b/c/d.json')]);
    expect(await readFile(join(folder, 'a.json'), 'utf8')).toBe('é');
    expect(await readdir(folder, { recursive: true })).toHaveLength(4);
  });

  it('are for their owner only when they hold a secret, also over one that all could read', async () => {
    await writeFile(join(folder, 'open.json'), 'old', { mode: 0o644 });

    await placeFiles([file('new.json', 's', true), file('open.json', 's', true)]);

    expect([await modeOf('new.json'), await modeOf('open.json')]).toEqual([0o600, 0o600]);
  });

  it('that are the same already are closed to others as well when they hold a secret', async () => {
    await writeFile(join(folder, 'same.json'), 's');
    await chmod(join(folder, 'same.json'), 0o644);

    const written = await placeFiles([file('same.json', 's', true)]);

    expect([written.size, await modeOf('same.json')]).toEqual([0, 0o600]);
  });

  it.each([0o600, 0o640, 0o755])(
    'keep the rights of the file that they replace: %o',
    async (mode) => {
      await writeFile(join(folder, 'own'), 'old');
      await chmod(join(folder, 'own'), mode);

      await placeFiles([file('own', 'new')]);

      expect(await modeOf('own')).toBe(mode);
    },
  );

  it('stand as before when one of the renames fails', async () => {
    const bytes = Buffer.from([0xff, 0x00, 0x7b]);
    await writeFile(join(folder, 'old'), bytes);
    await chmod(join(folder, 'old'), 0o640);
    // The draft of a path that stands twice is gone at its second rename.
    const twice = [file('twice', '1'), file('twice', '2')];

    const placing = placeFiles([file('old', 'new'), file('fresh', 'x'), ...twice]);

    await expect(placing).rejects.toMatchObject({ code: 'ENOENT' });
    expect(await readdir(folder)).toEqual(['old']);
    expect(await readFile(join(folder, 'old'))).toEqual(bytes);
    expect(await modeOf('old')).toBe(0o640);
  });
});

describe('The path of a file below a folder', () => {
  it.each(['a.json', 'b/c.json', '..a/b.json'])('is %s in it', async (name) => {
    expect(await pathBelow(folder, name)).toBe(join(folder, name));
  });

  it.each(['../a.json', 'a/../../b.json', '..'])(
    'is refused when it leads out: %s',
    async (name) => {
      await expect(pathBelow(folder, name)).rejects.toMatchObject({ name: 'StoreFault' });
    },
  );
});

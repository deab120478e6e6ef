import { readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { nothingRemembered, rememberedLooks } from '../../src/engine/remembered-looks.ts';
import { temporaryFolders } from '../stores/temporary-folder.ts';

const temporaryFolder = temporaryFolders();
const now = new Date('2026-11-20T09:00:00Z');
const longAgo = new Date('2026-10-01T09:00:00Z');
const names = Array.from({ length: 600 }, (_, index) => `name-${index}`);
const root = '/nowhere';

let folder: string;

beforeEach(async () => {
  folder = await temporaryFolder();
});

/** Makes something of each of some files, as a command does, and counts what it had to make. */
async function make({ version = '1', of = root } = {}) {
  let made = 0;
  const remembered = rememberedLooks(of, { folder, version }, now);
  const values: unknown[] = [];
  for (const file of names) {
    const value = await remembered.of([file], () => {
      made += 1;
      return { state: 'ready', file };
    });
    values.push(value);
  }
  remembered.keep();
  return { made, values };
}

/** Where what is remembered of the only folder lies. */
async function remembered(): Promise<string> {
  const [name = ''] = await readdir(folder);
  return join(folder, name);
}

async function writeAgain(path: string, old: string, instead: string): Promise<void> {
  const text = await readFile(path, 'utf8');
  expect(text).toContain(old);
  await writeFile(path, text.replace(old, instead));
}

describe('What was made of the files of a folder', () => {
  it('is made once', async () => {
    const { values } = await make();

    expect(await make()).toEqual({ made: 0, values });
  });

  it.each([
    ['is broken', (path: string) => writeFile(path, '{"a')],
    ['is of another shape', (path: string) => writeFile(path, '{"name-7":5}')],
    ['is a list', (path: string) => writeFile(path, '[null,1]')],
    ['has a damaged value', (path: string) => writeAgain(path, '"state":"ready"', '"state":5')],
    ['has a damaged look', (path: string) => writeAgain(path, '[[0,0,0],', '[null,')],
    ['is gone', (path: string) => rm(path)],
  ])('is made again where what was remembered %s', async (_what, change) => {
    const { values } = await make();
    await change(await remembered());

    expect(await make()).toEqual({ made: 600, values });
  });

  it('is made again by another version, each remembers its own', async () => {
    await make({ version: '1' });

    expect(await make({ version: '2' })).toMatchObject({ made: 600 });
    expect(await make({ version: '1' })).toMatchObject({ made: 0 });
  });

  it('is made each time where there is no memory', async () => {
    expect(await nothingRemembered.of(['name-7'], () => 'made')).toBe('made');
    expect(await nothingRemembered.of(['name-7'], () => 'again')).toBe('again');
  });

  it('is forgotten when nobody has asked for it for weeks', async () => {
    await make({ of: '/gone' });
    await utimes(await remembered(), longAgo, longAgo);

    await make();

    expect(await make({ of: '/gone' })).toMatchObject({ made: 600 });
  });

  it('is remembered as long as somebody asks for it', async () => {
    await make({ of: '/asked' });
    await utimes(await remembered(), longAgo, longAgo);
    await make({ of: '/asked' });

    await make();

    expect(await make({ of: '/asked' })).toMatchObject({ made: 0 });
  });
});

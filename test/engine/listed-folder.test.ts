import { mkdir, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { linkLabel, type LinkName } from '../../src/contract/link.ts';
import type { LinkEntry } from '../../src/contract/links/list.ts';
import { listFolder } from '../../src/engine/listed-folder.ts';
import { rememberedLooks } from '../../src/engine/remembered-looks.ts';
import { temporaryFolders } from '../stores/temporary-folder.ts';

const temporaryFolder = temporaryFolders();
const later = () => new Date(Date.now() + 60_000);

let root: string;
let memory: string;
let read: string[];

const itemOf = ({ app, env }: LinkName) => `.state/links/${app}/${env}.json`;
const manifestOf = ({ app, env }: LinkName) => `config/${app}/${env}/manifest.json`;

async function put(path: string, text = 'as it was'): Promise<void> {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), text);
}

/** A folder of 600 links, of which nothing is remembered yet. */
beforeEach(async () => {
  [root, memory, read] = [await temporaryFolder(), await temporaryFolder(), []];
  for (let index = 0; index < 600; index += 1) {
    const link = { app: `app-${index % 20}`, env: `env-${index}` };
    await put(itemOf(link));
    await put(manifestOf(link));
  }
});

/** Lists as a command does whose links stand so. */
async function list(state: LinkEntry['state'] = 'ready', now = later()) {
  read = [];
  const remembered = rememberedLooks(root, { folder: memory, version: '1' }, now);
  const links = await listFolder(root, remembered, async (link) => {
    read.push(linkLabel(link));
    return link.env === 'none' ? null : entryOf(link, state);
  });
  remembered.keep();
  return links;
}

const entryOf = (link: LinkName, state: LinkEntry['state']): LinkEntry => ({
  ...link,
  userPoolId: null,
  revision: 1,
  push: 'none',
  drift: null,
  expires: null,
  state,
  open: [],
});

const one = { app: 'app-7', env: 'env-7' };

describe('The links of a folder', () => {
  it('are those with an item and those with a file, by app and environment', async () => {
    await put(manifestOf({ app: 'a', env: 'published' }));
    await put(itemOf({ app: 'a', env: 'begun' }));
    await put('config/a/none/revisions/1/a.json');
    await put('config/No-App/prod/manifest.json');
    await put('.state/links/a/begun.json.lock');

    const links = (await list()).map(linkLabel);

    expect(links.slice(0, 3)).toEqual(['a/begun', 'a/published', 'app-0/env-0']);
    expect(links).toHaveLength(602);
    expect(read).toHaveLength(603);
  });

  it('are none where there is no folder', async () => {
    root = join(root, 'nowhere');

    expect(await list()).toEqual([]);
  });

  it('are read once, as long as nobody writes', async () => {
    const first = await list();

    expect(await list()).toEqual(first);
    expect(read).toEqual([]);
  });

  it.each([
    ['is written again', () => put(itemOf(one), 'something longer')],
    ['gets an item of the same size', () => put(itemOf(one), 'as it is.')],
    ['gets an item with its old times', () => putWithOldTimes(itemOf(one))],
    ['gets another manifest', () => put(manifestOf(one), 'as it is.')],
    ['loses its manifest', () => rm(join(root, manifestOf(one)))],
    ['loses its item', () => rm(join(root, itemOf(one)))],
  ])('are read again one by one: that which %s', async (_what, change) => {
    await list();

    await change();
    await list();

    expect(read).toEqual([linkLabel(one)]);
  });

  it('are known with each that comes, and without each that goes', async () => {
    await list();
    const [old, young] = [
      { app: 'app-7', env: 'new' },
      { app: 'new', env: 'prod' },
    ];
    await Promise.all([put(itemOf(old)), put(manifestOf(young))]);
    await rm(join(root, itemOf(one)));
    await rm(join(root, dirname(manifestOf(one))), { recursive: true });

    const links = (await list()).map(linkLabel);

    expect(read).toEqual(['app-7/new', 'new/prod']);
    expect(links).toEqual(expect.arrayContaining(read));
    expect(links).not.toContain(linkLabel(one));
  });

  it('are read each time while a run holds them', async () => {
    await list('busy');

    expect((await list())[0]?.state).toBe('ready');
    expect(read).toHaveLength(600);
  });

  it('are read again that were written a moment before they were read', async () => {
    await list('ready', new Date());
    await list();

    expect(read).toHaveLength(600);
  });

  it('are told where nothing can be remembered', async () => {
    memory = join(root, itemOf(one));

    expect(await list()).toHaveLength(600);
  });

  it('are remembered of no folder of a few', async () => {
    for (let index = 1; index < 20; index += 1) {
      await rm(join(root, `.state/links/app-${index}`), { recursive: true });
      await rm(join(root, `config/app-${index}`), { recursive: true });
    }

    expect(await list()).toHaveLength(30);
    expect(await readdir(memory)).toEqual([]);
  });
});

async function putWithOldTimes(path: string): Promise<void> {
  await put(path, 'as it is.');
  await utimes(join(root, path), 1_000, 1_000);
}

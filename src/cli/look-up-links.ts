import { join } from 'node:path';
import type { LinkEntry, LinkList } from '../contract/links/list.ts';
import { entryAt } from '../domain/links/link-entry.ts';
import { listFolder } from '../engine/listed-folder.ts';
import {
  nothingRemembered,
  rememberedLooks,
  type RememberedLooks,
} from '../engine/remembered-looks.ts';
import { cacheFolder } from './compile-cache.ts';
import type { LinkReader } from './read-entries.ts';
import { requireFolder } from './writable-place.ts';

/**
 * Counts up when something else is told of the same files, or kept in another way: nobody then takes what a version
 * before has told.
 *
 * @internal for the test that holds what is told
 */
export const toldOfFiles = '2';

/** Every link of a store. */
export async function lookUpLinks(store: string): Promise<LinkList> {
  const links = await (store === 'aws' ? linksOfStack() : linksOfFolder(store));
  const now = new Date();
  return { links: links.map((link) => entryAt(link, now)) };
}

async function linksOfStack(): Promise<readonly LinkEntry[]> {
  const { readEntries } = await import('./read-entries.ts');
  return readEntries('aws');
}

/** What reads a link is loaded for the first that is not known: those that are take a third of the time. */
async function linksOfFolder(root: string): Promise<readonly LinkEntry[]> {
  await requireFolder(root, `--store ${root}`);
  const remembered = rememberedOf(root);
  let reader: Promise<LinkReader> | undefined;
  const links = await listFolder(root, remembered, async (link) => {
    reader ??= import('./read-entries.ts').then(({ readerOf }) => readerOf(root));
    return (await reader)(link);
  });
  remembered.keep();
  return links;
}

function rememberedOf(root: string): RememberedLooks {
  const cache = cacheFolder(process.env);
  if (cache === null) return nothingRemembered;
  const memory = { folder: join(cache, 'lists'), version: toldOfFiles };
  return rememberedLooks(root, memory, new Date());
}

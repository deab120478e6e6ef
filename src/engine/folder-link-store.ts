import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import type { LinkStore, VersionedLink } from '../procedures/ports.ts';
import { StoreFault } from '../contract/errors/faults.ts';
import { linkItemSchema, newLinkItem, type LinkItem, type LinkName } from '../contract/link.ts';
import { seenLink } from '../contract/seen-link.ts';
import { compareText } from '../domain/canonical.ts';
import { expiryOf, indexedResources } from '../domain/targets/link-indexes.ts';
import { readText, replaceFile, stateFolder } from './folder-config-store.ts';
import { withLock } from './folder-lock.ts';

const storedLinkSchema = z.strictObject({ version: z.number().int(), link: linkItemSchema });

/** `.state/links/<app>/<env>.json` in the store's folder; the indexes are found by looking through. */
export function folderLinkStore(root: string): LinkStore {
  const links = join(root, stateFolder, 'links');
  const pathOf = ({ app, env }: LinkName) => join(links, app, `${env}.json`);

  const read = async (link: LinkName): Promise<VersionedLink> => {
    const text = await readText(pathOf(link));
    return text === null ? { item: newLinkItem(link), version: 0 } : parse(pathOf(link), text);
  };

  const all = async (): Promise<readonly LinkItem[]> => {
    const files = await namesBelow(links);
    const found: LinkItem[] = [];
    for (const file of files.filter((name) => name.endsWith('.json')).toSorted()) {
      const text = await readText(join(links, file));
      if (text !== null) found.push(parse(file, text).item);
    }
    return found;
  };

  return {
    read,
    look: async (link) => seenLink((await read(link)).item),
    write: (item, over) =>
      withLock(`${pathOf(item)}.lock`, async ({ requireHeld }) => {
        const { version } = await read(item);
        if (version !== over.version) return false;
        const text = JSON.stringify({ version: version + 1, link: item }, null, 2);
        await replaceFile(root, pathOf(item), `${text}\n`, requireHeld);
        return true;
      }),
    linksOf: async (resource) => {
      const found = (await all()).filter((item) => indexedResources(item).includes(resource));
      return found.map(({ app, env }) => ({ app, env }));
    },
    expiredBy: async (time) => {
      const expired = (await all()).flatMap((item) => {
        const expires = expiryOf(item);
        return expires !== null && expires < time ? [{ item, expires }] : [];
      });
      const inTurn = expired.toSorted((a, b) => compareText(a.expires, b.expires));
      return inTurn.map(({ item: { app, env } }) => ({ app, env }));
    },
  };
}

/** Nothing is there before the first link. */
async function namesBelow(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder, { recursive: true });
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') return [];
    throw error;
  }
}

function parse(path: string, text: string): VersionedLink {
  try {
    const { version, link } = storedLinkSchema.parse(JSON.parse(text));
    return { item: link, version };
  } catch (cause) {
    throw new StoreFault(`${path} is not a link of this version.`, { cause });
  }
}

import { join } from 'node:path';
import * as z from 'zod';
import type { LinkStore, VersionedLink } from '../procedures/link/port.ts';
import { StoreFault } from '../contract/errors/faults.ts';
import { linkItemSchema, newLinkItem, type LinkItem, type LinkName } from '../contract/link.ts';
import { seenLink } from '../contract/seen-link.ts';
import { compareText } from '../domain/canonical.ts';
import {
  allLinks,
  appOfIndex,
  expiryOf,
  indexedResources,
} from '../domain/targets/link-indexes.ts';
import { readText, replaceFile, stateFolder } from './folder-config-store.ts';
import { namesIn } from './folder-names.ts';
import { withLock } from './folder-lock.ts';

const storedLinkSchema = z.strictObject({ version: z.number().int(), link: linkItemSchema() });

/** `.state/links/<app>/<env>.json` in the store's folder; what an index would find is looked for. */
export function folderLinkStore(root: string): LinkStore {
  const links = join(root, stateFolder, 'links');
  const pathOf = ({ app, env }: LinkName) => join(links, app, `${env}.json`);

  const read = async (link: LinkName): Promise<VersionedLink> => {
    const text = await readText(pathOf(link));
    return text === null ? { item: newLinkItem(link), version: 0 } : parse(pathOf(link), text);
  };

  /** Links that have an item, of one app or of all, by their names. */
  const namesOf = (app: string | null): readonly LinkName[] =>
    (app === null ? namesIn(links).toSorted(compareText) : [app]).flatMap((one) =>
      namesIn(join(links, one))
        .toSorted(compareText)
        .filter((name) => name.endsWith('.json'))
        .map((name) => ({ app: one, env: name.slice(0, -'.json'.length) })),
    );

  /** Items of one app, or of all, whose text has a word in it. */
  const itemsWith = async (word: string, app: string | null): Promise<readonly LinkItem[]> => {
    const found: LinkItem[] = [];
    for (const link of namesOf(app)) {
      const text = await readText(pathOf(link));
      if (text?.includes(word)) found.push(parse(pathOf(link), text).item);
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
      if (resource === allLinks) return namesOf(null);
      const items = await itemsWith(lastWordOf(resource), appOfIndex(resource));
      const found = items.filter((item) => indexedResources(item).includes(resource));
      return found.map(({ app, env }) => ({ app, env }));
    },
    expiredBy: async (time) => {
      const expired = (await itemsWith('', null)).flatMap((item) => {
        const expires = expiryOf(item);
        return expires !== null && expires < time ? [{ item, expires }] : [];
      });
      const inTurn = expired.toSorted((a, b) => compareText(a.expires, b.expires));
      return inTurn.map(({ item: { app, env } }) => ({ app, env }));
    },
  };
}

/**
 * What stands in every item that is found by a resource, however its request names it: by name or by ARN. To look
 * for it in the text of ten thousand takes a tenth of what it takes to parse them.
 */
function lastWordOf(resource: string): string {
  const [word = ''] = /[^#:/]*$/.exec(resource) ?? [];
  return JSON.stringify(word).slice(1, -1);
}

function parse(path: string, text: string): VersionedLink {
  try {
    const { version, link } = storedLinkSchema.parse(JSON.parse(text));
    return { item: link, version };
  } catch (cause) {
    throw new StoreFault(`${path} is not a link of this version.`, { cause });
  }
}

import type { LinkName } from '../contract/link.ts';
import type { LinkEntry } from '../contract/links/list.ts';
import { linkEntry } from '../domain/links/link-entry.ts';
import { hasStanding } from '../domain/links/standing-link.ts';
import { openToLookUp } from '../engine/stores.ts';
import { readLink, readLinks } from '../procedures/links/read-links.ts';

/** Every link of a store that tells of them by an index. */
export async function readEntries(store: string): Promise<readonly LinkEntry[]> {
  return (await readLinks(await openToLookUp(store))).map(linkEntry);
}

/** Reads a link; `null`: nothing is known of it. */
export type LinkReader = (link: LinkName) => Promise<LinkEntry | null>;

/** Reads links of a store, one by one. */
export async function readerOf(store: string): Promise<LinkReader> {
  const services = await openToLookUp(store);
  return async (link) => {
    const standing = await readLink(link, services);
    return hasStanding(standing) ? linkEntry(standing) : null;
  };
}

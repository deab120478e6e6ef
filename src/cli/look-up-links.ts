import type { LinkList } from '../contract/links/list.ts';
import { linkEntry } from '../domain/links/link-entry.ts';
import { readLinks } from '../procedures/links/read-links.ts';
import { openNamedStore } from './named-store.ts';

/** Every link of a store. */
export async function lookUpLinks(store: string): Promise<LinkList> {
  const links = await readLinks(await openNamedStore(store));
  return { links: links.map(linkEntry) };
}

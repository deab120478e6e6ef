import type { LinkName } from '../../contract/link.ts';
import { configFolder } from '../../contract/manifest.ts';
import type { ConfigStore } from '../config/port.ts';

/** The files of all revisions of a link, which outlive it unless a removal deletes them for good. */

export async function hasRevisions(link: LinkName, store: ConfigStore): Promise<boolean> {
  return (await store.folders(folderOf(link))).length > 0;
}

export async function purgeRevisions(link: LinkName, store: ConfigStore): Promise<void> {
  await store.purge(folderOf(link));
}

function folderOf(link: LinkName): `${string}/` {
  return `${configFolder(link)}/revisions/`;
}

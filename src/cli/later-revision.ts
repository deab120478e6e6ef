import { readFile } from 'node:fs/promises';
import type { LinkName } from '../contract/link.ts';
import { configFolder } from '../contract/manifest.ts';
import { foldersAround } from '../domain/links/revisions.ts';
import type { ReadableStore } from '../procedures/config/read-published.ts';
import type { PlacedFile } from './place-files.ts';

/** A file that is about to be written, of which published one, and what becomes of that here. */
export type MadeFile = {
  readonly placed: PlacedFile;
  /** The path of the published file, relative to the folder of its revision. */
  readonly source: string;
  /** What this makes of a text that was published there; `null`: nothing. */
  readonly make: (text: string) => string | null;
};

/**
 * The later revision that files here were fetched of, which the one that is published now is about to take the
 * place of: somebody has gone back to that. `null`: there is no sign of it. A file that an earlier revision has
 * alike is none, and nobody is kept from a fetch who may not list. A fetch that changes nothing asks for nothing.
 */
export async function laterRevision(
  link: LinkName,
  revision: number,
  files: readonly MadeFile[],
  store: ReadableStore,
): Promise<number | null> {
  const standing = await Promise.all(
    files.map(async (file) => ({ ...file, before: await textHere(file.placed.path) })),
  );
  const replaced = standing.find(({ placed, before }) => before !== null && before !== placed.text);
  return replaced ? revisionOf(replaced, link, revision, store).catch(() => null) : null;
}

async function revisionOf(
  { source, make, before }: MadeFile & { readonly before: string | null },
  link: LinkName,
  revision: number,
  store: ReadableStore,
): Promise<number | null> {
  const base = `${configFolder(link)}/revisions/`;
  const isFrom = async (folder: string) => {
    const text = (await store.read(`${base}${folder}/${source}`))?.text;
    return text !== undefined && (text === before || make(text) === before);
  };
  const { later, others } = foldersAround(await store.folders(base), revision);
  for (const one of later) {
    if (!(await isFrom(one.folder))) continue;
    for (const folder of others) if (await isFrom(folder)) return null;
    return one.revision;
  }
  return null;
}

/** `null`: there is no file that can be read. */
async function textHere(path: string): Promise<string | null> {
  return readFile(path, 'utf8').catch(() => null);
}

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

/** A file that is about to take the place of another text, and that text. */
export type Replaced = MadeFile & { readonly before: string };

/** Those files that stand here with another text. */
export async function replacedBy(files: readonly MadeFile[]): Promise<readonly Replaced[]> {
  const standing = await Promise.all(
    files.map(async (file) => ({ ...file, before: await textHere(file.placed.path) })),
  );
  return standing.filter(
    (file): file is Replaced => file.before !== null && file.before !== file.placed.text,
  );
}

/**
 * The later revision that files here were fetched of, which the one that is published now is about to take the
 * place of: somebody has gone back to that. `null`: there is no sign of it. Any file may tell; one that an
 * earlier revision has alike tells nothing, since it may be of that. Nobody is kept from a fetch who may not
 * list, and a fetch that changes nothing asks for nothing.
 */
export async function laterRevision(
  link: LinkName,
  revision: number,
  replaced: readonly Replaced[],
  store: ReadableStore,
): Promise<number | null> {
  return replaced.length === 0
    ? null
    : revisionOf(replaced, link, revision, store).catch(() => null);
}

async function revisionOf(
  replaced: readonly Replaced[],
  link: LinkName,
  revision: number,
  store: ReadableStore,
): Promise<number | null> {
  const base = `${configFolder(link)}/revisions/`;
  const isFrom = async ({ source, make, before }: Replaced, folder: string) => {
    const text = (await store.read(`${base}${folder}/${source}`))?.text;
    return text !== undefined && (text === before || make(text) === before);
  };
  const { later, others } = foldersAround(await store.folders(base), revision);
  const toldBy = async (file: Replaced) => {
    for (const one of later) {
      if (!(await isFrom(file, one.folder))) continue;
      for (const folder of others) if (await isFrom(file, folder)) return null;
      return one.revision;
    }
    return null;
  };
  for (const file of replaced) {
    const told = await toldBy(file);
    if (told !== null) return told;
  }
  return null;
}

/** `null`: there is no file that can be read. */
async function textHere(path: string): Promise<string | null> {
  return readFile(path, 'utf8').catch(() => null);
}

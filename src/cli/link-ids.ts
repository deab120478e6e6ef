import { readFile } from 'node:fs/promises';
import { StoreFault } from '../contract/errors/faults.ts';
import { NotPublished } from '../contract/errors/fetch-errors.ts';
import type { Manifest, PublishedFile } from '../contract/manifest.ts';
import { idFiles, linkIdsOf, type LinkIds } from '../domain/config/environment.ts';
import { withLinkIds } from '../domain/fetch/environment-lines.ts';
import { pathBelow, type PlacedFile } from './place-files.ts';

/**
 * The ids that the files of a revision name.
 *
 * @throws NotPublished when the revision lacks one of these files; StoreFault when they name no ids
 */
export async function readLinkIds(
  { files, revision }: Manifest,
  read: (file: PublishedFile) => Promise<string>,
): Promise<LinkIds> {
  const [outputs, native] = await Promise.all(
    idFiles.map(async (path) => {
      const file = files.find((one) => one.path === path);
      if (file) return read(file);
      throw new NotPublished(
        `Revision ${revision} does not say its native client: it lacks ${path}.`,
        'Import again with a version that publishes it.',
      );
    }),
  );
  const ids = linkIdsOf({ [idFiles[0]]: outputs ?? '', [idFiles[1]]: native ?? '' });
  if (ids) return ids;
  throw new StoreFault(
    `The files ${idFiles.join(' and ')} of revision ${revision} name no ids of Cognito.`,
  );
}

/** The `.env` of a folder with the ids of a link in it; its other lines are somebody else's. */
export async function environmentFile(out: string, ids: LinkIds): Promise<PlacedFile> {
  const path = await pathBelow(out, '.env');
  return { path, text: withLinkIds(await textOf(path), ids), secret: false };
}

async function textOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') return '';
    throw error;
  }
}

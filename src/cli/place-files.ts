import { randomUUID } from 'node:crypto';
import {
  chmod,
  lstat,
  mkdir,
  readFile,
  readlink,
  realpath,
  rename,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { StoreFault } from '../contract/errors/faults.ts';

/** A file to put in place; `secret`: for its owner's eyes only. */
export type PlacedFile = { readonly path: string; readonly text: string; readonly secret: boolean };

/** What stands at a path: to tell whether it differs, and to put it back. */
type Standing = {
  readonly file: PlacedFile;
  readonly before: Buffer | null;
  /** Who may do what with it; `null`: nothing is there. */
  readonly mode: number | null;
  /** What a link that stood there pointed to; `null`: it was none. */
  readonly link: string | null;
};

/**
 * Puts files in place, all or none as far as a file system allows: what differs is first written beside
 * its place and then renamed, and a rename that fails puts back what stood before. A file that is the
 * same already is not touched.
 *
 * @returns the paths that were written
 */
export async function placeFiles(files: readonly PlacedFile[]): Promise<ReadonlySet<string>> {
  const standing = await Promise.all(files.map(look));
  const changed = standing.filter(({ file, before }) => !before?.equals(Buffer.from(file.text)));
  const drafts = new Map(changed.map(({ file }) => [file.path, draftOf(file.path)]));
  const placed: Standing[] = [];
  try {
    for (const one of changed) await draft(one, drafts.get(one.file.path) ?? '');
    for (const one of changed) {
      await rename(drafts.get(one.file.path) ?? '', one.file.path);
      placed.push(one);
    }
    // One that holds a secret already may be open to others since.
    for (const { file } of standing) if (file.secret) await chmod(file.path, ownerOnly);
  } catch (error) {
    // What cannot be put back must not hide why.
    await Promise.allSettled(placed.map(putBack));
    await Promise.allSettled([...drafts.values()].map((path) => rm(path, { force: true })));
    throw error;
  }
  return new Set(changed.map(({ file }) => file.path));
}

/**
 * Puts a file in place where there is none yet, also no link to elsewhere. Whether it did; `false`: something
 * is there.
 */
export async function placeNewFile(path: string, text: string): Promise<boolean> {
  await mkdir(dirname(path), { recursive: true });
  try {
    await writeFile(path, text, { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as { code?: string }).code === 'EEXIST') return false;
    throw error;
  }
}

/**
 * The path of a file below a folder.
 *
 * @throws StoreFault when it leads elsewhere, by its name or by a link in the way
 */
export async function pathBelow(folder: string, name: string): Promise<string> {
  const path = resolve(folder, name);
  const [root, parent] = [await realpath(folder), await realParent(path)];
  if (isBelow(resolve(folder), path) && (parent === root || isBelow(root, parent))) {
    return join(folder, name);
  }
  throw new StoreFault(`${name} leads out of ${folder}; nothing was written.`);
}

function isBelow(root: string, path: string): boolean {
  return path.startsWith(root.endsWith(sep) ? root : root + sep);
}

const ownerOnly = 0o600;

/** The folder of a path without the links in it, as far as it is there. */
async function realParent(path: string): Promise<string> {
  const parent = dirname(path);
  try {
    return await realpath(parent);
  } catch {
    return join(await realParent(parent), basename(parent));
  }
}

async function look(file: PlacedFile): Promise<Standing> {
  try {
    // A link is replaced by the file itself: what it points to is not ours.
    if ((await lstat(file.path)).isSymbolicLink()) {
      return { file, before: null, mode: null, link: await readlink(file.path) };
    }
    const [before, { mode }] = [await readFile(file.path), await stat(file.path)];
    return { file, before, mode: mode & 0o777, link: null };
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT')
      return { file, before: null, mode: null, link: null };
    throw error;
  }
}

/** Beside its place, because a rename between file systems is none. */
function draftOf(path: string): string {
  return join(dirname(path), `.${basename(path)}.${randomUUID()}`);
}

/** A file that was closed to others stays so. */
async function draft({ file, mode }: Standing, draftPath: string): Promise<void> {
  await mkdir(dirname(file.path), { recursive: true });
  await writeFile(draftPath, file.text, file.secret ? { mode: ownerOnly } : {});
  if (mode !== null && !file.secret) await chmod(draftPath, mode);
}

async function putBack({ file, before, mode, link }: Standing): Promise<void> {
  if (link !== null) {
    await rm(file.path, { force: true });
    return symlink(link, file.path);
  }
  if (before === null || mode === null) return rm(file.path, { force: true });
  await writeFile(file.path, before);
  await chmod(file.path, mode);
}

import { readdirSync, readFileSync, renameSync } from 'node:fs';
import { mkdir, open, rm } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { randomUUID } from 'node:crypto';
import type { ConfigStore, StoredObject, WriteCondition } from '../procedures/config/port.ts';
import { StoreFault } from '../contract/errors/faults.ts';
import { compareText, sha256 } from '../domain/canonical.ts';
import { withLock } from './folder-lock.ts';

/** Folder of what is not published: links, events, locks, half-written files. */
export const stateFolder = '.state';

/** A folder as config store, with the keys of the bucket as its paths. */
export function folderConfigStore(root: string): ConfigStore {
  const pathOf = (key: string) => {
    const path = resolve(root, key);
    if (path.startsWith(resolve(root) + sep)) return path;
    throw new StoreFault(`The key ${key} leads out of ${root}.`);
  };
  const read = async (key: string): Promise<StoredObject | null> => {
    const text = await readText(pathOf(key));
    return text === null ? null : { text, etag: sha256(text) };
  };
  const list = async (prefix: string): Promise<readonly string[]> => {
    // Of a store with thousands of links, only the folder that the prefix names is walked.
    const end = prefix.lastIndexOf('/');
    const entries = listFolder(end === -1 ? root : pathOf(prefix.slice(0, end)));
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
      .filter((key) => key.startsWith(prefix) && !key.startsWith(`${stateFolder}/`))
      .toSorted(compareText);
  };
  return {
    address: (key) => pathOf(key),
    read,
    write: async (key, text, _metadata, condition) => {
      if (!condition) {
        await replaceFile(root, pathOf(key), text);
        return true;
      }
      const lock = join(root, stateFolder, 'locks', `${sha256(key)}.lock`);
      return withLock(lock, async ({ requireHeld }) => {
        if (!holds(condition, await read(key))) return false;
        await replaceFile(root, pathOf(key), text, requireHeld);
        return true;
      });
    },
    list,
    folders: async (folder) => {
      const entries = listFolder(pathOf(folder), { recursive: false });
      const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
      return names.filter((name) => name !== stateFolder).toSorted(compareText);
    },
    remove: (key) => rm(pathOf(key), { force: true }),
    purge: async (prefix) => {
      for (const key of await list(prefix)) await rm(pathOf(key), { force: true });
      // A folder that is empty would still look like something of the link.
      if (prefix.endsWith('/')) await rm(pathOf(prefix), { recursive: true, force: true });
    },
  };
}

function listFolder(root: string, { recursive } = { recursive: true }) {
  try {
    return readdirSync(root, { recursive, withFileTypes: true });
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') return [];
    throw error;
  }
}

/**
 * Reads a text file; `null` when it is not there. At once: files of a store are small, and to wait for each
 * takes seven times as long, which a listing of ten thousand links shows.
 */
export async function readText(path: string): Promise<string | null> {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') return null;
    throw error;
  }
}

/**
 * Puts a file in place in one step, so that a reader sees the old or the new one, never half; also after the
 * power has failed: what is to be undone on AWS is known from a file that stands before anything is written
 * there. `mayReplace` throws where the file must stay as it is.
 */
export async function replaceFile(
  root: string,
  path: string,
  text: string,
  mayReplace: () => void = () => undefined,
): Promise<void> {
  const draft = join(root, stateFolder, 'drafts', randomUUID());
  await Promise.all([
    mkdir(dirname(draft), { recursive: true }),
    mkdir(dirname(path), { recursive: true }),
  ]);
  await writeToDisk(draft, text);
  try {
    mayReplace();
    renameSync(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
  await keepName(dirname(path));
}

async function writeToDisk(path: string, text: string): Promise<void> {
  const file = await open(path, 'w');
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** A name is kept by its folder (fsync(2)); Windows opens none, and keeps its journal by itself. */
async function keepName(folder: string): Promise<void> {
  const opened = await open(folder, 'r').catch(() => null);
  await opened?.sync().catch(() => undefined);
  await opened?.close();
}

function holds(condition: WriteCondition, stands: StoredObject | null): boolean {
  return 'absent' in condition ? stands === null : stands?.etag === condition.etag;
}

import { randomUUID } from 'node:crypto';
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { sha256 } from '../domain/canonical.ts';

/** What files look like: of each the number, the size and the time that nobody can set; of one that is not there 0. */
type Look = readonly number[];

/** By their first file: what files looked like, and what was made of them. */
type Known = Record<string, readonly [look: Look, value: unknown]>;

/** What is made of fewer parts than this is made in the time that it takes to remember it. */
const fewestRemembered = 500;

/** So many milliseconds a file may look the same though it was written again, by the coarsest clocks of disks. */
const coarsestClock = 2_000;

/** So many milliseconds what nobody has used is kept: four weeks. */
const longestUnused = 4 * 7 * 24 * 60 * 60 * 1_000;

/** Where what was made of files is remembered: a file for each folder, and for each version of what is made. */
export type Memory = { readonly folder: string; readonly version: string };

/** What was made of files of a folder, remembered between two commands. */
export type RememberedLooks = {
  /**
   * What was made of some files before, and holds until one of them looks different, whoever has written, copied or
   * deleted it; else what is made now. `lasts`: whether it is made of these files alone.
   */
  of<Value>(
    files: readonly string[],
    make: () => Value | Promise<Value>,
    lasts?: (value: Value) => boolean,
  ): Value | Promise<Value>;
  /** Remembers all of it for the next time. */
  keep(): void;
};

/** Everything is made anew: where nothing can be remembered. */
export const nothingRemembered: RememberedLooks = {
  of: (_files, make) => make(),
  keep: () => undefined,
};

/**
 * What is remembered of a folder lies in a file of its own in `memory`, never in the folder itself. It is only
 * a hint: without it everything is made again, which is all that anybody notices.
 */
export function rememberedLooks(root: string, memory: Memory, now: Date): RememberedLooks {
  const name = sha256(`${memory.version} ${resolve(root)}`).slice(0, 16);
  const path = join(memory.folder, `${name}.json`);
  const settled = now.getTime() - coarsestClock;
  const known = readKnown(path, now);
  const told = new Map<string, Known[string]>();
  let isNews = false;

  /** `null`: one is so young that it may become another one of the same look. */
  const lookOf = (files: readonly string[]): Look | null => {
    const look: number[] = [];
    for (const file of files) {
      const found = statSync(`${root}/${file}`, { throwIfNoEntry: false });
      if (found && found.ctimeMs > settled) return null;
      look.push(found?.ino ?? 0, found?.size ?? 0, found?.ctimeMs ?? 0);
    }
    return look;
  };

  return {
    of: (files, make, lasts = () => true) => {
      const [key = ''] = files;
      const look = lookOf(files);
      const before = known[key];
      if (before && look?.every((part, at) => part === before[0][at])) {
        told.set(key, before);
        return before[1] as Awaited<ReturnType<typeof make>>;
      }
      isNews = true;
      return madeNow(make, (value) => {
        if (look !== null && lasts(value)) told.set(key, [look, value]);
      });
    },
    keep: () => {
      if (!isNews || told.size < fewestRemembered) return;
      writeKnown(path, Object.fromEntries(told));
      dropUnused(memory.folder, now);
    },
  };
}

async function madeNow<Value>(
  make: () => Value | Promise<Value>,
  note: (value: Value) => void,
): Promise<Value> {
  const value = await make();
  note(value);
  return value;
}

/** Nothing unless it is, to the last letter, what was written. */
function readKnown(path: string, now: Date): Known {
  try {
    const [hash = '', text = ''] = readFileSync(path, 'utf8').split('\n', 2);
    if (sha256(text) !== hash) return {};
    utimesSync(path, now, now);
    return JSON.parse(text) as Known;
  } catch {
    return {};
  }
}

/** Nobody is kept from what was made because it takes as long the next time. */
function writeKnown(path: string, known: Known): void {
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    const draft = `${path}.${randomUUID()}`;
    const text = JSON.stringify(known);
    writeFileSync(draft, `${sha256(text)}\n${text}`, { mode: 0o600 });
    renameSync(draft, path);
  } catch {
    return;
  }
}

/** What is remembered of folders that are no more, by earlier versions, or in drafts that came to nothing. */
function dropUnused(folder: string, now: Date): void {
  try {
    for (const name of readdirSync(folder)) {
      const path = join(folder, name);
      if (statSync(path).mtimeMs < now.getTime() - longestUnused) rmSync(path, { recursive: true });
    }
  } catch {
    return;
  }
}

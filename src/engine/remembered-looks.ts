import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseJson, sha256 } from '../domain/canonical.ts';

/** What files look like: of each the number, the size and the time that nobody can set; of one that is not there 0. */
type Look = readonly number[];

/** By their first file: what files looked like, and what was made of them. */
type Known = Record<string, readonly [look: Look, value: unknown]>;

/** What is made of fewer parts than this is made in the time that it takes to remember it. */
const fewestRemembered = 500;

/** So many milliseconds a file may look the same though it was written again, by the coarsest clocks of disks. */
const coarsestClock = 2_000;

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

/**
 * What is remembered of a folder lies in a file of its own below `memory`, never in the folder itself. It is only
 * a hint: without it everything is made again, which is all that anybody notices.
 */
export function rememberedLooks(root: string, memory: string, now: Date): RememberedLooks {
  const path = join(memory, `${sha256(resolve(root)).slice(0, 16)}.json`);
  const settled = now.getTime() - coarsestClock;
  const known = readKnown(path);
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
      if (isNews && told.size >= fewestRemembered)
        writeKnown(path, memory, Object.fromEntries(told));
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

function readKnown(path: string): Known {
  try {
    return (parseJson(readFileSync(path, 'utf8')) ?? {}) as Known;
  } catch {
    return {};
  }
}

/** Nobody is kept from what was made because it takes as long the next time. */
function writeKnown(path: string, memory: string, known: Known): void {
  try {
    mkdirSync(memory, { recursive: true, mode: 0o700 });
    const draft = `${path}.${process.pid}`;
    writeFileSync(draft, JSON.stringify(known), { mode: 0o600 });
    renameSync(draft, path);
  } catch {
    return;
  }
}

import { constants, existsSync } from 'node:fs';
import { access, mkdir, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { whyRefused } from '../engine/file-refusal.ts';
import { UsageError } from './exit-codes.ts';

// A place that cannot be written is told before anything is read or done. `what` begins the complaint.

/**
 * Makes a folder.
 *
 * @throws UsageError
 */
export async function makeFolder(folder: string, what: string): Promise<void> {
  await requireWritableFolder(folder, what);
  await complain(what, () => mkdir(folder, { recursive: true }));
}

/**
 * Whether a folder may be looked in: it need not be there, and nothing else may be.
 *
 * @throws UsageError
 */
export async function requireFolder(folder: string, what: string): Promise<void> {
  await complain(what, async () => {
    if (existsSync(folder) && !(await stat(folder)).isDirectory())
      throw new Error('it is no folder');
  });
}

/**
 * Whether a folder can be written, or be made by the first write.
 *
 * @throws UsageError
 */
export async function requireWritableFolder(folder: string, what: string): Promise<void> {
  await requireFolder(folder, what);
  await complain(what, () => requireWritable(folder));
}

/**
 * Whether a file can be written, or be made with the folders above it that are missing.
 *
 * @throws UsageError
 */
export async function requireWritableFile(path: string, what: string): Promise<void> {
  await complain(what, async () => {
    if (existsSync(path) && (await stat(path)).isDirectory()) throw new Error('it is a folder');
    await requireWritable(path);
  });
}

async function complain(what: string, attempt: () => Promise<unknown>): Promise<void> {
  try {
    await attempt();
  } catch (cause) {
    throw new UsageError(`${what}: ${whyRefused(cause) ?? (cause as Error).message}.`, { cause });
  }
}

async function requireWritable(path: string): Promise<void> {
  const place = resolve(path);
  const nearest = nearestExisting(place);
  if (nearest !== place && !(await stat(nearest)).isDirectory()) {
    throw new Error(`${nearest} is no folder`);
  }
  await access(nearest, constants.W_OK);
}

function nearestExisting(path: string): string {
  return existsSync(path) || path === dirname(path) ? path : nearestExisting(dirname(path));
}

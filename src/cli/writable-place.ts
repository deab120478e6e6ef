import { constants, existsSync } from 'node:fs';
import { access, mkdir, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { UsageError } from './exit-codes.ts';

// A place that cannot be written is told before anything is read or done. `what` begins the complaint.

/**
 * Makes a folder.
 *
 * @throws UsageError
 */
export async function makeFolder(folder: string, what: string): Promise<void> {
  await complain(what, () => mkdir(folder, { recursive: true }));
}

/**
 * Whether a folder can be written, or be made by the first write.
 *
 * @throws UsageError
 */
export async function requireWritableFolder(folder: string, what: string): Promise<void> {
  await complain(what, async () => {
    if (existsSync(folder) && !(await stat(folder)).isDirectory()) throw new Error('is no folder');
    await requireWritable(folder);
  });
}

/**
 * Whether a file can be written, or be made with the folders above it that are missing.
 *
 * @throws UsageError
 */
export async function requireWritableFile(path: string, what: string): Promise<void> {
  await complain(what, async () => {
    if (existsSync(path) && (await stat(path)).isDirectory()) throw new Error('is a folder');
    await requireWritable(path);
  });
}

async function complain(what: string, attempt: () => Promise<unknown>): Promise<void> {
  try {
    await attempt();
  } catch (cause) {
    throw new UsageError(`${what}: ${(cause as Error).message}`, { cause });
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

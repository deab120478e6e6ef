import { constants, existsSync } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

/** Throws unless `path` can be written, or be made with the folders above it that are missing. */
export async function requireWritablePlace(path: string): Promise<void> {
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

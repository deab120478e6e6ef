import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isRunning } from '../aws/stack/owners.ts';
import { AwsUnavailable } from '../contract/errors.ts';

/** How long a writer waits for another one; writes take milliseconds. */
const patienceMilliseconds = 10_000;
const pauseMilliseconds = 5;

/**
 * Runs a change while no other process of this host makes one: a lock file with the process id in it.
 * The lock of a process that is gone is removed under a lock of its own, so that a waiter that is late
 * never removes what another one has taken over.
 *
 * @throws AwsUnavailable when the lock is not given back in time
 */
export async function withLock<Output>(
  path: string,
  change: () => Promise<Output>,
): Promise<Output> {
  await mkdir(dirname(path), { recursive: true });
  const deadline = Date.now() + patienceMilliseconds;
  while (!(await tryLock(path))) {
    if (Date.now() > deadline) throw new AwsUnavailable(`${path} is held by another process.`);
    await removeAbandoned(path);
    await sleep(pauseMilliseconds);
  }
  try {
    return await change();
  } finally {
    await rm(path, { force: true });
  }
}

async function tryLock(path: string): Promise<boolean> {
  try {
    await writeFile(path, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as { code?: string }).code === 'EEXIST') return false;
    throw error;
  }
}

async function removeAbandoned(path: string): Promise<void> {
  if (!(await isAbandoned(path))) return;
  await withLock(`${path}.takeover`, async () => {
    if (await isAbandoned(path)) await rm(path, { force: true });
  });
}

/** Whether its process is gone, also one that died between making the file and writing its id. */
async function isAbandoned(path: string): Promise<boolean> {
  const text = await readFile(path, 'utf8').catch(() => null);
  if (text === null) return false;
  if (text !== '') return !isRunning(Number(text));
  const made = await stat(path).catch(() => null);
  return made !== null && Date.now() - made.mtimeMs > patienceMilliseconds / 2;
}

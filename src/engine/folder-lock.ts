import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isRunning } from '../aws/owners.ts';
import { AwsUnavailable } from '../contract/errors.ts';

/** How long a writer waits for another one; writes take milliseconds. */
const patienceMilliseconds = 10_000;
const pauseMilliseconds = 5;

/**
 * Runs a change while no other process of this host makes one: a lock file with the process id in it.
 * The lock of a process that is gone is moved aside, which only one of several waiters can do.
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
  const holder = Number(await readFile(path, 'utf8').catch(() => ''));
  if (!holder || isRunning(holder)) return;
  const aside = `${path}.${process.pid}.${Date.now()}`;
  await rename(path, aside).catch(() => undefined);
  await rm(aside, { force: true });
}

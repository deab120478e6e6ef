import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { mkdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, jest, test } from '@jest/globals';
import { withLock } from '../../src/engine/folder-lock.ts';
import { temporaryFolders } from './temporary-folder.ts';

const temporaryFolder = temporaryFolders();
const lockIn = async () => join(await temporaryFolder(), '.state', 'locks', 'a.lock');

/** The id of a process that has been, and is gone. */
function deadPid(): string {
  return String(spawnSync(process.execPath, ['--version']).pid);
}

async function leaveLock(path: string, holder: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, holder);
}

describe('Folder lock', () => {
  test('Changes of one process run one after the other', async () => {
    const path = await lockIn();
    const steps: string[] = [];
    const change = (name: string) =>
      withLock(path, async () => {
        steps.push(`${name} in`);
        await sleep(10);
        steps.push(`${name} out`);
      });

    await Promise.all([change('a'), change('b')]);

    expect(steps.map((step) => step.slice(2))).toEqual(['in', 'out', 'in', 'out']);
  });

  test('A change that throws gives the lock back', async () => {
    const path = await lockIn();
    const broken = withLock(path, () => Promise.reject(new Error('broken')));
    await expect(broken).rejects.toThrow('broken');

    const next = await withLock(path, () => Promise.resolve('held'));

    expect(next).toBe('held');
  });

  test('The lock of a process that is gone is taken over', async () => {
    const path = await lockIn();
    await leaveLock(path, deadPid());

    const held = await withLock(path, () => readFile(path, 'utf8'));

    expect(held).toBe(String(process.pid));
  });

  test('The lock of a process that died before it wrote its id is taken over', async () => {
    const path = await lockIn();
    await leaveLock(path, '');
    const longAgo = new Date(Date.now() - 60_000);
    await utimes(path, longAgo, longAgo);

    const held = await withLock(path, () => readFile(path, 'utf8'));

    expect(held).toBe(String(process.pid));
  });

  test('A lock whose taker died as it took it over is taken over as well', async () => {
    const path = await lockIn();
    await leaveLock(path, deadPid());
    await leaveLock(`${path}.takeover`, deadPid());

    const held = await withLock(path, () => readFile(path, 'utf8'));

    expect(held).toBe(String(process.pid));
  });

  test('Of many waiters for an abandoned lock one is inside at a time', async () => {
    const path = await lockIn();
    await leaveLock(path, deadPid());
    let [inside, most] = [0, 0];
    const change = () =>
      withLock(path, async () => {
        inside += 1;
        most = Math.max(most, inside);
        await sleep(1);
        inside -= 1;
      });

    await Promise.all(Array.from({ length: 20 }, change));

    expect(most).toBe(1);
  });

  test('A waiter that is late does not take away what another one has taken over', async () => {
    const path = await lockIn();
    await leaveLock(path, deadPid());
    const entered: string[] = [];
    // While the waiter learns that the holder is gone, another process takes the lock over.
    jest.spyOn(process, 'kill').mockImplementationOnce(() => {
      writeFileSync(path, String(process.pid));
      throw Object.assign(new Error('gone'), { code: 'ESRCH' });
    });

    const waiting = withLock(path, async () => entered.push('waiter'));
    await sleep(60);
    entered.push('the other one leaves');
    await rm(path);
    await waiting;

    expect(entered).toEqual(['the other one leaves', 'waiter']);
  });

  test('Processes never hold it together, and each gets its turns', async () => {
    const path = await lockIn();
    await leaveLock(path, deadPid());
    const contender = join('test', 'stores', 'lock-contender.ts');
    const processes = Array.from({ length: 3 }, () =>
      spawn(process.execPath, [contender, path, '60'], { stdio: ['ignore', 'ignore', 'pipe'] }),
    );

    const ends = await Promise.all(processes.map((child) => once(child, 'exit')));

    expect(ends).toEqual(processes.map(() => [0, null]));
    expect(await readFile(`${path}.turns`, 'utf8')).toHaveLength(180);
  }, 30_000);
});

import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { mkdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, jest, test } from '@jest/globals';
import { thisProcess, type KnownProcess } from '../../src/aws/stack/processes.ts';
import { withLock } from '../../src/engine/folder-lock.ts';
import { temporaryFolders } from './temporary-folder.ts';

const temporaryFolder = temporaryFolders();
const lockIn = async () => join(await temporaryFolder(), '.state', 'locks', 'a.lock');

const self = thisProcess();
/** A process that has been here, and is gone. */
const gone: KnownProcess = {
  ...self,
  pid: spawnSync(process.execPath, ['--version']).pid,
  start: '1',
};
/** One of another container, whose id is taken here by a process that lives, or by none. */
const elsewhere: KnownProcess = { ...self, place: 'another' };

/** Takes locks by a clock that goes on a second with each look at it; nobody waits. */
function hasty({ wall = () => Date.now() } = {}) {
  let seconds = 0;
  return { self, wall, monotonic: () => (seconds += 1) * 1000 };
}

async function leaveLock(path: string, holder: KnownProcess | null): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, holder ? JSON.stringify(holder) : '');
}

const holderOf = async (path: string) => JSON.parse(await readFile(path, 'utf8')) as KnownProcess;

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

  test.each([
    ['that is gone', gone],
    ['that is gone, and whose id another one has got', { ...self, start: '1' }],
  ])('The lock of a process %s is taken over', async (_case, holder) => {
    const path = await lockIn();
    await leaveLock(path, holder);

    const held = await withLock(path, () => holderOf(path));

    expect(held).toMatchObject(self);
  });

  test.each([
    ['elsewhere, whose id is taken here', elsewhere],
    ['elsewhere, whose id is free here', { ...gone, place: 'another' }],
    ['that died before it wrote who it is', null],
  ])('The lock of a process %s is taken over once it is ten seconds old', async (_case, holder) => {
    const path = await lockIn();
    await leaveLock(path, holder);
    const taker = hasty();

    const held = await withLock(path, () => holderOf(path), taker);

    expect(held).toMatchObject(self);
    expect(taker.monotonic()).toBeGreaterThan(10_000);
  });

  test.each([
    ['lies ahead', 3_600_000],
    ['is long ago', -3_600_000],
  ])('The age of a lock is measured: a time of the file that %s says nothing', async (_, off) => {
    const path = await lockIn();
    await leaveLock(path, elsewhere);
    const time = new Date(Date.now() + off);
    await utimes(path, time, time);
    const taker = hasty();

    await withLock(path, async () => undefined, taker);

    const seconds = taker.monotonic() / 1000;
    expect(seconds).toBeGreaterThan(10);
    expect(seconds).toBeLessThan(30);
  });

  test('The lock of a process that lives is never taken: after 20 seconds the file is named', async () => {
    const path = await lockIn();
    await leaveLock(path, self);

    const waiting = withLock(path, async () => undefined, hasty());

    await expect(waiting).rejects.toMatchObject({
      name: 'FolderLocked',
      message: expect.stringContaining(`${path} is held by process ${process.pid}`),
    });
    expect(await holderOf(path)).toEqual(self);
  });

  test.each(['monotonic', 'wall'] as const)(
    'Whoever was suspended with a lock, by its %s clock, changes nothing by it and takes it anew',
    async (suspended) => {
      const path = await lockIn();
      const times = { monotonic: 0, wall: 0 };
      const clocks = { monotonic: () => times.monotonic, wall: () => times.wall };
      const placed: number[] = [];
      let turns = 0;

      await withLock(
        path,
        async ({ requireHeld }) => {
          turns += 1;
          if (turns === 1) times[suspended] += 60_000;
          requireHeld();
          placed.push(turns);
        },
        { self, ...clocks },
      );

      expect(placed).toEqual([2]);
    },
  );

  test('Whoever holds a lock for too long each time gives up, and names the file', async () => {
    const path = await lockIn();
    const clock = { seconds: 0 };
    const slow = { self, wall: () => 0, monotonic: () => clock.seconds * 1000 };

    const changing = withLock(
      path,
      async ({ requireHeld }) => {
        clock.seconds += 6;
        requireHeld();
      },
      slow,
    );

    await expect(changing).rejects.toThrow(`${path} is held by this process, for too long.`);
    expect(clock.seconds).toBe(18);
  });

  test('Whoever has lost a lock leaves that of the one who has taken it over', async () => {
    const path = await lockIn();

    await withLock(path, () => leaveLock(path, elsewhere));

    expect(await holderOf(path)).toEqual(elsewhere);
  });

  test('A lock whose taker died as it took it over is taken over as well', async () => {
    const path = await lockIn();
    await leaveLock(path, gone);
    await leaveLock(`${path}.takeover`, gone);

    const held = await withLock(path, () => holderOf(path));

    expect(held).toMatchObject(self);
  });

  test('Of many waiters for an abandoned lock one is inside at a time', async () => {
    const path = await lockIn();
    await leaveLock(path, gone);
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
    await leaveLock(path, gone);
    const entered: string[] = [];
    // While the waiter learns that the holder is gone, another process takes the lock over.
    jest.spyOn(process, 'kill').mockImplementationOnce(() => {
      writeFileSync(path, JSON.stringify(self));
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
    await leaveLock(path, gone);
    const contender = join('test', 'stores', 'lock-contender.ts');
    const processes = Array.from({ length: 3 }, () =>
      spawn(process.execPath, [contender, path, '60'], { stdio: ['ignore', 'ignore', 'pipe'] }),
    );

    const ends = await Promise.all(processes.map((child) => once(child, 'exit')));

    expect(ends).toEqual(processes.map(() => [0, null]));
    expect(await readFile(`${path}.turns`, 'utf8')).toHaveLength(180);
  }, 30_000);
});

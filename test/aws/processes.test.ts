import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { stateOfProcess, thisProcess } from '../../src/aws/stack/processes.ts';
import { temporaryFolders } from '../stores/temporary-folder.ts';

const temporaryFolder = temporaryFolders();

/** What Linux tells of this process and one other. */
async function fakeProc({
  boot = 'boot-1',
  namespace = 'pid:[1]',
  mountedFor = String(process.pid),
  stat = `${process.pid} (a) b (c) S 1 ${'0 '.repeat(17)}4711 0`,
} = {}): Promise<string> {
  const proc = await temporaryFolder();
  const own = join(proc, mountedFor);
  await mkdir(join(proc, 'sys/kernel/random'), { recursive: true });
  await mkdir(join(own, 'ns'), { recursive: true });
  await mkdir(join(proc, String(process.pid)), { recursive: true });
  await writeFile(join(proc, 'sys/kernel/random/boot_id'), `${boot}\n`);
  await symlink(namespace, join(own, 'ns/pid'));
  await symlink(mountedFor, join(proc, 'self'));
  await writeFile(join(own, 'stat'), stat);
  return proc;
}

describe('A process', () => {
  test('is known by its place, its id and its start, each the same whenever it is asked', () => {
    const self = thisProcess();

    expect(self).toEqual(thisProcess());
    expect(self.place).toMatch(/^[0-9a-f]{12}$/);
    expect(stateOfProcess(self)).toBe(self.start === null ? 'unseen' : 'runs');
  });

  test('has another place after each boot, and in each PID namespace', async () => {
    const places = await Promise.all([
      fakeProc(),
      fakeProc(),
      fakeProc({ boot: 'boot-2' }),
      fakeProc({ namespace: 'pid:[2]' }),
    ]);

    const [first, same, ...others] = places.map((proc) => thisProcess(proc).place);

    expect(first).toBe(same);
    expect(new Set([first, ...others]).size).toBe(3);
  });

  test('of which the system tells nothing is at a place of its own', () => {
    const untold = thisProcess('/nowhere');

    expect(untold).toEqual({ place: expect.any(String), pid: process.pid, start: null });
    expect(untold.place).not.toBe(thisProcess().place);
  });
});

describe('The state of a process', () => {
  const stateIn = (proc: string, start: string | null, place = thisProcess(proc).place) =>
    stateOfProcess({ place, pid: process.pid, start }, thisProcess(proc), proc);

  test('of another place is not seen, whatever its id says here', async () => {
    const proc = await fakeProc();

    expect(stateIn(proc, '4711', 'another')).toBe('unseen');
  });

  test('is gone where no process has its id', () => {
    // Linux gives no id above 2 to the power of 22 (proc_sys_kernel(5)).
    expect(stateOfProcess({ ...thisProcess(), pid: 2 ** 30, start: null })).toBe('gone');
  });

  test.each([
    ['runs, whatever its name looks like', '4711', {}, 'runs'],
    ['is gone where its id was given to another one', '4710', {}, 'gone'],
    ['is not seen where its start is not known', null, {}, 'unseen'],
    ['is not seen where the start of that id cannot be read', '4711', { stat: '' }, 'unseen'],
    ['is not seen in a /proc of another namespace', '4711', { mountedFor: '1' }, 'unseen'],
  ] as const)('%s', async (_, start, told, state) => {
    const proc = await fakeProc(told);

    expect(stateIn(proc, start)).toBe(state);
  });

  test('is gone once it has ended, though its parent has not heard of it', async () => {
    const stat = `${process.pid} (node) Z 1 ${'0 '.repeat(17)}4711 0`;
    const proc = await fakeProc({ stat });

    expect(stateIn(proc, '4711')).toBe('gone');
  });
});

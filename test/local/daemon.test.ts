import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { startDaemon } from '../../src/local/daemon.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'amplify-import-test-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A process that writes down its pid when it is up, then stays. */
const staying = (first = '') => {
  const pidFile = join(folder, 'pid');
  const text = `${first}; require('node:fs').writeFileSync(${JSON.stringify(pidFile)}, String(process.pid));
    setInterval(() => {}, 1000);`;
  return {
    name: 'The daemon',
    command: [process.execPath, '-e', text] as const,
    environment: {},
    logFile: join(folder, 'daemon.log'),
    isUp: async () => existsSync(pidFile) && readFileSync(pidFile, 'utf8') !== '',
    pid: () => Number(readFileSync(pidFile, 'utf8')),
  };
};

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

describe('A daemon', () => {
  it('is killed when it does not stop by itself in time', async () => {
    const options = staying(`process.on('SIGTERM', () => {})`);
    const daemon = await startDaemon({ ...options, stopsWithinMs: 200 });

    await daemon.stop();

    expect(isAlive(options.pid())).toBe(false);
  });

  it('may be stopped twice, and leaves no listener behind', async () => {
    const before = process.listenerCount('SIGINT');
    const daemon = await startDaemon(staying());
    expect(process.listenerCount('SIGINT')).toBe(before + 1);

    await daemon.stop();
    await daemon.stop();

    expect(process.listenerCount('SIGINT')).toBe(before);
  });

  it('tells when it died by itself', async () => {
    const options = staying();
    const daemon = await startDaemon(options);

    process.kill(options.pid(), 'SIGKILL');

    await expect(daemon.died).resolves.toBeUndefined();
    await daemon.stop();
  });

  it('is given up, stopped and explained when it is not up in time', async () => {
    const options = staying(`console.log('still thinking')`);

    const starting = startDaemon({ ...options, isUp: async () => false, startsWithinMs: 1_000 });

    await expect(starting).rejects.toThrow(/was not up after 1 s\.[^]*still thinking/);
    expect(isAlive(options.pid())).toBe(false);
  });

  it('is explained when its program does not exist', async () => {
    const options = { ...staying(), command: ['/no/such/program'] as const };

    await expect(startDaemon(options)).rejects.toThrow('The daemon ended while it started');
  });

  it.each(['SIGINT', 'SIGTERM'] as const)(
    'does not outlive a parent that gets %s',
    async (signal) => {
      const options = staying();
      const source = join(process.cwd(), 'src/local/daemon.ts');
      const parentFile = join(folder, 'parent.mjs');
      writeFileSync(
        parentFile,
        `import { existsSync } from 'node:fs';
       import { startDaemon } from ${JSON.stringify(source)};
       await startDaemon({ ...${JSON.stringify(options)}, isUp: async () => existsSync(${JSON.stringify(join(folder, 'pid'))}) });
       console.log('up');`,
      );
      const parent = spawn(process.execPath, [parentFile], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      await once(parent.stdout, 'data');
      const pid = options.pid();
      expect(isAlive(pid)).toBe(true);

      parent.kill(signal);
      const [, endedBy] = await once(parent, 'exit');

      expect(endedBy).toBe(signal);
      expect(isAlive(pid)).toBe(false);
    },
  );
});

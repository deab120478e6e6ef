import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { closeSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { endOfLog, openLogFile } from './log-file.ts';

export type Daemon = {
  /** Resolves when the process has ended although nobody stopped it; else never. */
  readonly died: Promise<void>;
  stop(): Promise<void>;
};

export type DaemonOptions = {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
  readonly environment: Readonly<Record<string, string>>;
  readonly logFile: string;
  readonly isUp: () => Promise<boolean>;
  readonly startsWithinMs?: number;
  readonly stopsWithinMs?: number;
};

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** A process of ours with the workers that it started: it leads their process group. */
const signalGroup = (child: ChildProcess, signal: NodeJS.Signals): void => {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    // The whole group is gone already.
  }
};

/**
 * Starts a process, waits until it is up, and makes sure that it does not outlive this one. It works
 * in a temporary folder that is removed with it. That folder is not inside the project: what the
 * emulator unpacks there would find the project's node_modules and package.json.
 */
export const startDaemon = async (options: DaemonOptions): Promise<Daemon> => {
  const { name, logFile, startsWithinMs = 30_000, stopsWithinMs = 5_000 } = options;
  const [program, ...words] = options.command;
  const output = openLogFile(logFile);
  const scratch = mkdtempSync(join(tmpdir(), 'amplify-import-local-'));
  // A group of its own keeps the terminal's Ctrl-C from it, so that there is one way to stop it.
  const child = spawn(program, words, {
    cwd: scratch,
    env: { ...options.environment, TMPDIR: scratch },
    stdio: ['ignore', output, output],
    detached: true,
  });
  closeSync(output);

  let hasEnded = false;
  let isStopping = false;
  const ended = new Promise<void>((resolve) => {
    const end = (): void => {
      hasEnded = true;
      resolve();
    };
    child.once('exit', end).once('error', end);
  });

  const onExit = (): void => signalGroup(child, 'SIGTERM');
  const onSignal = (signal: NodeJS.Signals): void => {
    // With our listener gone the signal, sent again, ends this process as it would have.
    void stop().then(() => process.kill(process.pid, signal));
  };
  const stop = async (): Promise<void> => {
    isStopping = true;
    if (!hasEnded) {
      signalGroup(child, 'SIGTERM');
      await Promise.race([ended, pause(stopsWithinMs, undefined, { ref: false })]);
    }
    signalGroup(child, 'SIGKILL'); // and whatever worker is left of the group
    await ended;
    rmSync(scratch, { recursive: true, force: true });
    process.off('exit', onExit);
    for (const signal of SIGNALS) process.off(signal, onSignal);
  };
  process.on('exit', onExit);
  for (const signal of SIGNALS) process.on(signal, onSignal);

  const deadline = Date.now() + startsWithinMs;
  while (!(await options.isUp())) {
    if (!hasEnded && Date.now() < deadline) {
      await Promise.race([ended, pause(100)]);
      continue;
    }
    const what = hasEnded
      ? 'ended while it started'
      : `was not up after ${startsWithinMs / 1000} s`;
    await stop();
    throw new Error(`${name} ${what}. ${endOfLog(logFile)}`);
  }
  const died = new Promise<void>((resolve) => {
    void ended.then(() => isStopping || resolve());
  });
  return { died, stop };
};

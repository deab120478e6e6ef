import { execFile, spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { commandEnvironment } from './bench-environment.ts';
import type { Bench } from './command.ts';

/** A person at a terminal: when this is shown, they type that. */
export type Typing = readonly (readonly [shown: string, typed: string])[];

export const keys = {
  enter: '\r',
  down: '\u001B[B',
  controlC: '\u0003',
  controlD: '\u0004',
} as const;

/** A terminal is made by Python, which the local cloud needs anyway. */
export const hasPython = spawnSync('python3', ['-c', 'import fcntl, pty, termios']).status === 0;

/** Runs the command in a terminal and types for it; what was shown, without colours. */
export function inTerminal(
  { folder }: Bench,
  endpoint: string,
  words: readonly string[],
  typing: Typing,
): Promise<{ code: number; shown: string }> {
  const command = [resolve('node_modules/.bin/node'), ...words];
  return typeInto(command, typing, folder, commandEnvironment(folder, endpoint));
}

/** Runs any command in a terminal of its own. */
export function typeInto(
  command: readonly string[],
  typing: Typing,
  folder: string,
  variables: NodeJS.ProcessEnv,
): Promise<{ code: number; shown: string }> {
  const args = [resolve('test/cli/pseudo-terminal.py'), JSON.stringify(typing), ...command];
  const env = { ...variables, PATH: process.env['PATH'], TERM: 'xterm' };
  return new Promise((settle) => {
    execFile('python3', args, { cwd: folder, env }, (error, stdout, stderr) => {
      const code = error ? Number(error.code) : 0;
      settle({ code, shown: stripVTControlCharacters(stdout) + stderr });
    });
  });
}

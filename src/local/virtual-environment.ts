import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { closeSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Waiting } from './log-file.ts';
import { endOfLog, openLogFile } from './log-file.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Pinned packages that are installed together, apart from all others. */
type PinnedPackages = {
  /** What people are told of. */
  readonly name: string;
  /** The file of their pins, below the project's folder. */
  readonly requirements: string;
  /** Their folder below `.local`. */
  readonly folder: string;
  /** A module of theirs. */
  readonly module: string;
};

const emulatorPackages: PinnedPackages = {
  name: 'emulator',
  requirements: 'src/local/requirements.txt',
  folder: 'venv',
  module: 'ministack',
};

const STAMP = 'requirements.sha256';

/** The pins name every package there is. What is never loaded need not be compiled: Python does that by itself. */
const pipOptions = ['--no-deps', '--no-compile', '--disable-pip-version-check', '--requirement'];

export const requirementsFile = (root: string): string => join(root, emulatorPackages.requirements);

const isCurrent = (folder: string, hash: string, module: string): boolean =>
  existsSync(join(folder, STAMP)) &&
  readFileSync(join(folder, STAMP), 'utf8') === hash &&
  // Not so once the Python that it was made with is upgraded or removed.
  spawnSync(join(folder, 'bin/python'), ['-I', '-c', `import ${module}`]).status === 0;

/** Looks at Python before it is used, because its own messages do not say what to install. */
const checkPython = (environment: Environment, { name }: PinnedPackages): void => {
  const check = 'import sys; print(sys.version_info >= (3, 10)); import venv, ensurepip';
  const asked = spawnSync('python3', ['-c', check], { env: environment, encoding: 'utf8' });
  const needed = `The local ${name} needs Python 3.10 or newer with its venv module`;

  if (asked.error !== undefined) {
    throw new Error(
      `${needed}, but there is no python3 on the PATH. ` +
        'Install it: "apt install python3 python3-venv", "dnf install python3" or "brew install python".',
    );
  }
  if (!asked.stdout.startsWith('True')) {
    throw new Error(`${needed}, but the python3 on the PATH is older or does not run. Update it.`);
  }
  if (asked.status !== 0) {
    throw new Error(
      `${needed}, but the python3 on the PATH has no venv module. ` +
        'Install it: "apt install python3-venv" on Debian and Ubuntu.',
    );
  }
};

/**
 * Gives the Python of a virtual environment with exactly the pinned packages, made when it is absent or
 * when the pins have changed. It is built beside its place and then moved there, so that an interrupted
 * install is never taken for a whole one; it is used as `python -m …`, so that moving does no harm.
 */
export const ensureVirtualEnvironment = async (
  root: string,
  environment: Environment,
  waiting: Waiting,
  packages = emulatorPackages,
): Promise<string> => {
  const { name, module } = packages;
  const requirements = join(root, packages.requirements);
  const hash = createHash('sha256').update(readFileSync(requirements)).digest('hex');
  const folder = join(root, '.local', packages.folder);
  const python = join(folder, 'bin/python');
  if (isCurrent(folder, hash, module)) return python;

  checkPython(environment, packages);
  const isOver = waiting(`installing the pinned ${name} into .local/${packages.folder} (once)`);
  const draft = `${folder}.new.${process.pid}`;
  const old = `${folder}.old.${process.pid}`;
  const logFile = join(root, '.local/install.log');
  const output = openLogFile(logFile);
  const run = async (command: string, ...words: string[]): Promise<void> => {
    const child = spawn(command, words, { env: environment, stdio: ['ignore', output, output] });
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject).once('close', resolve);
    });
    if (code !== 0) {
      throw new Error(`Installing the ${name} failed: ${words.join(' ')}\n${endOfLog(logFile)}`);
    }
  };

  try {
    await run('python3', '-m', 'venv', draft);
    await run(join(draft, 'bin/python'), '-I', '-m', 'pip', 'install', ...pipOptions, requirements);
    writeFileSync(join(draft, STAMP), hash);
    if (isCurrent(folder, hash, module)) return python; // another process was faster
    if (existsSync(folder)) renameSync(folder, old);
    renameSync(draft, folder);
  } catch (error) {
    if (!isCurrent(folder, hash, module)) throw error;
  } finally {
    isOver();
    closeSync(output);
    for (const left of [draft, old]) rmSync(left, { recursive: true, force: true });
  }
  return python;
};

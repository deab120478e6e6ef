// The packages of package-lock.json: which of them are wanted, and how they come here. Runs on Node 20.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { movingLine } from '../src/local/moving-line.mjs';

const withMark = 'with-tests';

/**
 * Installs what the lock file says, unless that was done already. What tests, lint and format need beside
 * the product is the workspace "test".
 *
 * @param {string} root the project's folder
 * @param {boolean} withTests whether that workspace is wanted as well
 * @param around the environment of npm, and where people are told
 * @returns {Promise<number>} the exit code of npm
 */
export async function installMissing(root, withTests, around = process) {
  if (lookAt(root, withTests).isInstalled) return 0;
  return whileOthersWait(root, around.stderr, () => install(lookAt(root, withTests), root, around));
}

/** What is wanted here, and whether it is there. */
function lookAt(root, withTests) {
  const text = readFileSync(join(root, 'package-lock.json'), 'utf8');
  const hash = createHash('sha256').update(text).digest('hex');
  const stamp = join(root, 'node_modules', '.installed-lock');
  const [installed, mark] = existsSync(stamp) ? readFileSync(stamp, 'utf8').split(' ') : [];
  // Who has the tools of the tests keeps them.
  const all = withTests || mark === withMark;
  return { text, hash, stamp, all, isInstalled: installed === hash && all === (mark === withMark) };
}

async function install({ text, hash, stamp, all, isInstalled }, root, around) {
  if (isInstalled) return 0;
  // An install that is interrupted is made again, by whatever command comes next.
  rmSync(stamp, { force: true });
  // Not `npm ci`: it refuses a lock file that lacks another platform's optional binaries, which is
  // what a registry mirror may leave out. Versions come from the lock file all the same.
  // What is meant for `npm pack` comes down to this: --dry-run would install nothing.
  const words = ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'];
  words.push('--no-dry-run', '--no-json');
  if (!all) words.push('--workspaces=false');
  const wanted = wantedPackages(JSON.parse(text).packages, all);
  const code = await npmInstall(words, wanted, root, around);
  if (code !== 0) return code;
  // Node's headers, and its package's second name for the binary: 67 MB for add-ons that nothing here compiles.
  rmSync(join(root, 'node_modules/node/node_modules'), { recursive: true, force: true });
  writeFileSync(stamp, all ? `${hash} ${withMark}` : hash);
  return 0;
}

/** One command installs at a time: npm deletes what another one has begun. Who has waited looks again. */
async function whileOthersWait(root, stderr, work) {
  const lock = join(root, '.local', 'installing');
  mkdirSync(dirname(lock), { recursive: true });
  for (let isTold = false; !isTaken(lock); isTold = true) {
    if (!isTold) stderr.write('Another command installs the packages. Waiting for it …\n');
    await sleep(200);
  }
  try {
    return await work();
  } finally {
    rmSync(lock, { force: true });
  }
}

/** Takes the lock, from one that has died as well. */
function isTaken(lock) {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
  }
  if (!isAlive(existsSync(lock) ? Number(readFileSync(lock, 'utf8')) : 0)) {
    rmSync(lock, { force: true });
  }
  return false;
}

/** Of a lock that is only just written nobody knows yet whose it is. */
function isAlive(pid) {
  if (pid === 0) return true;
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error.code !== 'ESRCH';
  }
}

/** Runs npm; on a terminal with how far it is, and then npm speaks only of a failure. */
async function npmInstall(words, wanted, cwd, { env, stderr }) {
  const { isTTY } = stderr;
  const missing = new Set(wanted);
  const told = () => {
    for (const path of missing)
      if (existsSync(join(cwd, path, 'package.json'))) missing.delete(path);
    const done = isTTY ? `${wanted.length - missing.size} of ` : '';
    return `Installing packages: ${done}${wanted.length}`;
  };
  const end = movingLine(stderr, told);
  const stdio = isTTY ? ['ignore', 'pipe', 'pipe'] : ['ignore', 2, 2];
  const npm = spawn('npm', words, { cwd, env, stdio });
  const said = [];
  for (const stream of [npm.stdout, npm.stderr]) stream?.on('data', (part) => said.push(part));
  const code = await new Promise((settle, reject) => npm.on('error', reject).on('close', settle));
  end();
  if (code !== 0) stderr.write(Buffer.concat(said));
  return code ?? 1;
}

/**
 * The paths of the packages that are wanted on this machine; without those that npm chooses by the C library,
 * and those that others bring inside themselves.
 *
 * @param packages those of a lock file
 * @param {boolean} withTests
 * @returns {string[]}
 */
export function wantedPackages(packages, withTests) {
  const wanted = new Set(withTests ? ['', 'test'] : ['']);
  for (const path of wanted) {
    const { dependencies, devDependencies, optionalDependencies, peerDependencies } =
      packages[path];
    const own = isPackage(path) ? {} : devDependencies;
    for (const name in { ...dependencies, ...own, ...optionalDependencies, ...peerDependencies }) {
      const other = foldersAbove(path)
        .map((folder) => `${folder}node_modules/${name}`)
        .find((each) => each in packages);
      if (other !== undefined && isForHere(packages[other])) wanted.add(other);
    }
  }
  return [...wanted].filter((path) => isPackage(path) && !packages[path].inBundle);
}

const isPackage = (path) => path.includes('node_modules/');

/** In which folders a package looks for others: its own, those that it lies in, and the root. */
function foldersAbove(path) {
  const parts = path.split('/node_modules/');
  const own = parts.map(
    (_, index) => `${parts.slice(0, parts.length - index).join('/node_modules/')}/`,
  );
  return [...own, ''];
}

const isForHere = ({ os = [process.platform], cpu = [process.arch], libc }) =>
  os.includes(process.platform) && cpu.includes(process.arch) && libc === undefined;

// Runs a script of this project with its own Node, after installing what is missing: the one step
// between a fresh clone and every command of the README. Needs nothing but Node 20 and npm.
//
// What tests, lint and format need beside what the product is built from is the workspace "test"; it is
// installed for those only that say --with-tests.
import { spawnSync } from 'node:child_process';
import { delimiter, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installMissing } from './packages.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const bin = join(root, 'node_modules', '.bin');
const [first, ...others] = process.argv.slice(2);
const withTests = first === '--with-tests';

const failed = await installMissing(root, withTests);
if (failed !== 0) process.exit(failed);

const { status, signal } = spawnSync(join(bin, 'node'), withTests ? others : [first, ...others], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH}` },
});
if (signal) process.kill(process.pid, signal);
process.exitCode = status ?? 1;

import { execFile } from 'node:child_process';
import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { builtVariable } from './built-command.ts';

/**
 * Runs before the tests of a project (jest's `globalSetup`): bundles the command as `npm run build` does,
 * once for all files that run it, into a folder that goes when the tests have ended.
 */
export default async function buildOnce(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'amplify-import-built-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const dist = join(folder, 'dist');
  await promisify(execFile)('node_modules/.bin/node', ['scripts/build.mjs', dist]);
  process.env[builtVariable] = join(dist, 'amplify-import.js');
}

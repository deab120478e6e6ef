import { execFile } from 'node:child_process';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import ownTemporaryFolder from '../support/own-temporary-folder.ts';
import { builtVariable } from './built-command.ts';

/**
 * Runs before the tests of a project (jest's `globalSetup`): bundles the command as `npm run build` does,
 * once for all files that run it, into their own temporary folder.
 */
export default async function buildOnce(): Promise<void> {
  ownTemporaryFolder();
  const folder = await mkdtemp(join(tmpdir(), 'amplify-import-built-'));
  const dist = join(folder, 'dist');
  await promisify(execFile)('node_modules/.bin/node', ['scripts/build.mjs', dist]);
  process.env[builtVariable] = join(dist, 'amplify-import.js');
}

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const name = 'amplify-import-tests-';

/**
 * Runs before the tests of a project (jest's `globalSetup`): they have a temporary folder of their own, which goes
 * when all have ended, with whatever lies in it. Each app of the CDK that a test makes leaves a folder there.
 */
export default function ownTemporaryFolder(): void {
  // Of another project of the same tests.
  if (tmpdir().includes(name)) return;
  const folder = mkdtempSync(join(tmpdir(), name));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  process.env['TMPDIR'] = folder;
}

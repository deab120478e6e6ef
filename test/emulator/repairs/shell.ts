import { execFile } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { withLocalEnvironment } from '../../../src/local/environment.ts';
import { ensureVirtualEnvironment } from '../../../src/local/virtual-environment.ts';

const awsCli = {
  name: 'AWS CLI',
  requirements: 'test/emulator/repairs/requirements.txt',
  folder: 'venv-aws-cli',
  module: 'awscli',
};

/** What a command has printed; of one that failed, what it complained of. */
type Pasted = { readonly code: number; readonly stdout: string; readonly stderr: string };

/** A shell in which somebody pastes commands who works on the local cloud. */
export type Shell = {
  readonly paste: (command: string) => Promise<Pasted>;
  readonly close: () => void;
};

/** A shell of POSIX whose `aws` is the pinned one, and knows no endpoint but the local cloud. */
export async function openShell(endpoint: string, hosting: string | undefined): Promise<Shell> {
  const quietly = () => () => undefined;
  const python = await ensureVirtualEnvironment(process.cwd(), process.env, quietly, awsCli);
  const folder = mkdtempSync(join(tmpdir(), 'amplify-import-shell-'));
  const aws = join(folder, 'aws');
  writeFileSync(aws, `#!/bin/sh\nexec '${python}' -I -m awscli "$@"\n`);
  chmodSync(aws, 0o755);
  const here = withLocalEnvironment(process.env, endpoint, hosting);
  const env = { ...here, PATH: [folder, here['PATH']].join(delimiter) };
  return {
    paste: (command) =>
      new Promise((resolve) => {
        execFile('sh', ['-c', command], { env, cwd: folder }, (error, stdout, stderr) =>
          resolve({ code: error === null ? 0 : Number(error.code ?? 1), stdout, stderr }),
        );
      }),
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}

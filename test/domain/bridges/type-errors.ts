import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';

/**
 * `@aws-amplify/backend` as far as bridges use it: its own packages are many and make the build of an
 * app. The config is of the real type (its `backend_factory.ts`, `reference-auth` of backend-auth).
 */
const backendTypes = `declare module '@aws-amplify/backend' {
  import type { ClientConfig } from '@aws-amplify/client-config';
  import type { DeepPartialAmplifyGeneratedConfigs } from '@aws-amplify/plugin-types';
  export function defineBackend(definitions: object): {
    addOutput(part: DeepPartialAmplifyGeneratedConfigs<ClientConfig>): void;
  };
  export function referenceAuth(props: {
    userPoolId: string;
    userPoolClientId: string;
    identityPoolId: string;
    authRoleArn: string;
    unauthRoleArn: string;
    groups?: { [name: string]: string };
  }): object;
}
`;

/** What TypeScript says of a project of these files; nothing when they are right. */
export async function typeErrors(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'amplify-import-bridges-'));
  const compilerOptions = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    target: 'es2022',
    lib: ['es2022'],
    module: 'nodenext',
    types: ['node'],
  };
  const project = {
    ...files,
    'backend.d.ts': backendTypes,
    'package.json': '{ "type": "module" }',
    'tsconfig.json': JSON.stringify({ compilerOptions }),
  };
  try {
    await symlink(resolve('node_modules'), join(folder, 'node_modules'));
    for (const [name, text] of Object.entries(project)) {
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await writeFile(join(folder, name), text);
    }
    const tsc = resolve('node_modules/typescript/bin/tsc');
    await promisify(execFile)(process.execPath, [tsc, '-p', folder]);
    return '';
  } catch (error) {
    const { stdout, message } = error as { stdout?: string; message: string };
    return stdout || message;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

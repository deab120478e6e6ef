import { execFile, spawn } from 'node:child_process';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { resultSchema, type Result } from '../../src/contract/result.ts';

const node = resolve('node_modules/.bin/node');

/** What a command came to. */
export type CommandEnd = {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
};

/** The bundled command in a folder of its own, and where it finds AWS. */
export type Bench = {
  readonly folder: string;
  /** Runs the command in the folder. `stdin` is empty unless given. */
  run(args: readonly string[], stdin?: string): Promise<CommandEnd>;
  /** Puts a request in the folder, and returns its name. */
  request(content: unknown): Promise<string>;
};

/** Bundles the command as `npm run build` does, into a folder of the test. */
export async function buildCommand(): Promise<string> {
  const folder = await temporaryFolder();
  await promisify(execFile)(node, ['scripts/build.mjs', join(folder, 'dist')]);
  return join(folder, 'dist', 'amplify-import.js');
}

export function temporaryFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'amplify-import-cli-'));
}

/** A folder to run the command in, where AWS is at `endpoint`. */
export async function bench(command: string, endpoint: string): Promise<Bench> {
  const folder = await temporaryFolder();
  const env = environment(folder, endpoint);
  return {
    folder,
    run: (args, stdin = '') => runIn(folder, env, [command, ...args], stdin),
    request: async (content) => {
      const text = typeof content === 'string' ? content : JSON.stringify(content);
      await writeFile(join(folder, 'request.json'), text);
      return 'request.json';
    },
  };
}

/** The one document on standard output. */
export function resultIn({ stdout }: CommandEnd): Result {
  return resultSchema.parse(JSON.parse(stdout));
}

/** Nothing of the developer's own account gets in: no profile, no keys, no metadata service. */
export function environment(home: string, endpoint: string): NodeJS.ProcessEnv {
  return {
    PATH: '/usr/bin:/bin',
    HOME: home,
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_EC2_METADATA_DISABLED: 'true',
  };
}

function runIn(
  cwd: string,
  env: NodeJS.ProcessEnv,
  args: readonly string[],
  stdin: string,
): Promise<CommandEnd> {
  const child = spawn(node, args, { cwd, env });
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  child.stdin.on('error', () => undefined).end(stdin);
  return new Promise((settle, reject) => {
    child.on('error', reject).on('close', (code) => settle({ code, stdout, stderr }));
  });
}

import { spawn } from 'node:child_process';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { pushResultSchema, type PushResult } from '../../src/contract/push/result.ts';
import { removalResultSchema, type RemovalResult } from '../../src/contract/removal/result.ts';
import { resultSchema, type Result } from '../../src/contract/result.ts';
import { commandEnvironment } from './bench-environment.ts';

const ownNode = resolve('node_modules/.bin/node');

/** What a command came to. */
export type CommandEnd = {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
};

/** The bundled command in a folder of its own, and where it finds AWS. */
export type Bench = {
  readonly folder: string;
  /** The bundled command. */
  readonly command: string;
  /** Runs the command in the folder. `stdin` is empty unless given, `env` replaces where AWS is. */
  run(args: readonly string[], stdin?: string, env?: NodeJS.ProcessEnv): Promise<CommandEnd>;
  /** Puts a request in the folder, and returns its name. */
  request(content: unknown): Promise<string>;
};

/** Runs another bundle than our own: by another Node, its benches elsewhere. */
export type Foreign = { readonly node: string; readonly root: string };

/** A folder to run the command in, where AWS is at `endpoint`. */
export async function bench(
  command: string,
  endpoint: string,
  { node, root }: Foreign = { node: ownNode, root: dirname(dirname(command)) },
): Promise<Bench> {
  const folder = await mkdtemp(join(root, 'bench-'));
  return {
    folder,
    command,
    run: (args, stdin = '', env = commandEnvironment(folder, endpoint)) =>
      runIn(folder, env, [node, command, ...args], stdin),
    request: async (content) => {
      const text = typeof content === 'string' ? content : JSON.stringify(content);
      await writeFile(join(folder, 'request.json'), text);
      return 'request.json';
    },
  };
}

/** The one document on standard output. */
export function resultIn({ stdout }: CommandEnd): Result {
  return resultSchema().parse(JSON.parse(stdout));
}

/** The one document on standard output of a push. */
export function pushResultIn({ stdout }: CommandEnd): PushResult {
  return pushResultSchema().parse(JSON.parse(stdout));
}

/** The one document on standard output of a removal. */
export function removalResultIn({ stdout }: CommandEnd): RemovalResult {
  return removalResultSchema().parse(JSON.parse(stdout));
}

function runIn(
  cwd: string,
  env: NodeJS.ProcessEnv,
  [node, ...args]: readonly [string, ...string[]],
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

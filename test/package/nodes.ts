import { spawnSync } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';

/** A Node that can run the command. */
export type Node = { readonly path: string; readonly version: string };

/** The project's own Node, and every other from 20 on that this machine happens to have. */
export const nodes: readonly Node[] = [
  { path: process.execPath, version: process.versions.node },
  ...(process.env['PATH'] ?? '')
    .split(delimiter)
    .filter((folder) => !resolve(folder).startsWith(resolve('.')))
    .flatMap((folder) => nodeIn(folder)),
].filter(({ path }, index, all) => all.findIndex((other) => other.path === path) === index);

export const oldestNode = nodes.reduce((oldest, node) =>
  majorOf(node) < majorOf(oldest) ? node : oldest,
);

function majorOf({ version }: Node): number {
  return Number.parseInt(version, 10);
}

function nodeIn(folder: string): Node[] {
  const { stdout } = spawnSync(join(folder, 'node'), ['--version'], { encoding: 'utf8' });
  const version = /^v(\d+)\.\S+/.exec(stdout ?? '');
  if (!version || Number(version[1]) < 20) return [];
  return [{ path: realpathSync(join(folder, 'node')), version: version[0].slice(1) }];
}

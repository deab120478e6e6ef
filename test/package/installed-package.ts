import { execFile } from 'node:child_process';
import { copyFile, cp, mkdir } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { builtCommand } from '../cli/built-command.ts';

const run = promisify(execFile);

/** What npm says of the package that it has packed. */
export type Tarball = {
  readonly filename: string;
  readonly size: number;
  readonly integrity: string;
  readonly files: readonly { readonly path: string; readonly mode: number }[];
};

/** npm as somebody has it who has used it for nothing yet, on a machine alone. */
function npmIn(root: string) {
  const PATH = [dirname(process.execPath), process.env['PATH']].join(delimiter);
  const env = { PATH, HOME: root, npm_config_cache: join(root, 'cache') };
  return (cwd: string, ...args: string[]) =>
    run('npm', [...args, '--offline', '--no-audit', '--no-fund'], { cwd, env });
}

/** Packs what was built for these tests, in a new folder of this name. */
export async function packBuilt(
  root: string,
  name: string,
): Promise<{ readonly tarball: Tarball; readonly path: string }> {
  const project = join(root, name);
  await mkdir(project);
  await copyFile('package.json', join(project, 'package.json'));
  await cp(dirname(builtCommand()), join(project, 'dist'), { recursive: true });
  const { stdout } = await npmIn(root)(project, 'pack', '--ignore-scripts', '--json');
  const [tarball] = JSON.parse(stdout) as [Tarball];
  return { tarball, path: join(project, tarball.filename) };
}

/**
 * Packs what was built for these tests, and installs it as a stranger does: with an empty cache, and nothing but
 * this machine.
 *
 * @param root an empty folder for both
 * @returns the tarball, and the folder in whose `node_modules` the package is
 */
export async function installPackage(
  root: string,
): Promise<{ readonly tarball: Tarball; readonly installed: string }> {
  const installed = join(root, 'installed');
  await mkdir(installed);
  const { tarball, path } = await packBuilt(root, 'project');
  // Named, since npm would take a folder above that has a package.json.
  await npmIn(root)(installed, 'install', '--prefix', installed, path);
  return { tarball, installed };
}

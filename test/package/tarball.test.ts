import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import packageJson from '../../package.json' with { type: 'json' };
import { regionAnswers } from '../cli/region-answers.ts';
import { userPoolAnswers } from '../cli/cognito-answers.ts';
import { bench, resultIn, type Bench } from '../cli/command.ts';
import { standIn, type StandIn } from '../cli/stand-in.ts';
import { userPoolId, webClientId } from '../support/builders/ids.ts';
import { nodes } from './nodes.ts';

const run = promisify(execFile);

type Tarball = {
  readonly filename: string;
  readonly size: number;
  readonly files: readonly { readonly path: string; readonly mode: number }[];
};

let root: string;
let installed: string;
let tarball: Tarball;
let cloud: StandIn;

/** npm as a stranger has it: an empty cache, nothing but this machine. */
function npm(cwd: string, ...args: string[]): Promise<{ stdout: string }> {
  const PATH = [dirname(process.execPath), process.env['PATH']].join(delimiter);
  const env = { PATH, HOME: root, npm_config_cache: join(root, 'cache') };
  return run('npm', [...args, '--offline', '--no-audit', '--no-fund'], { cwd, env });
}

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'amplify-import-package-'));
  const project = join(root, 'project');
  installed = join(root, 'installed');
  await Promise.all([mkdir(project), mkdir(installed)]);
  await copyFile('package.json', join(project, 'package.json'));
  await run(process.execPath, ['scripts/build.mjs', join(project, 'dist')]);
  const { stdout } = await npm(project, 'pack', '--ignore-scripts', '--json');
  [tarball] = JSON.parse(stdout) as [Tarball];
  // Named, since npm would take a folder above that has a package.json.
  await npm(installed, 'install', '--prefix', installed, join(project, tarball.filename));
  cloud = await standIn();
}, 120_000);

afterAll(async () => {
  cloud.close();
  await rm(root, { recursive: true, force: true });
});

describe('The tarball', () => {
  it('is built before it is packed', () => {
    expect(packageJson.scripts.prepack).toBe('npm run build');
    expect(packageJson.scripts.build).toMatch(/ scripts\/build\.mjs$/);
  });

  it('is small, and holds the bundle and nothing else', () => {
    const paths = tarball.files.map(({ path }) => path);

    const others = paths.filter((path) => !/^dist\/[^/]+\.js$/.test(path));
    expect(tarball.size).toBeLessThan(2 * 1024 * 1024);
    expect(others.filter((path) => !/^(README\.md|LICEN[CS]E|CHANGELOG\.md)$/.test(path))).toEqual([
      'dist/LICENCES.txt',
      'dist/request.schema.json',
      'package.json',
    ]);
    expect(paths).toContain('dist/amplify-import.js');
  });

  it('brings no package with it', async () => {
    const packages = await readdir(join(installed, 'node_modules'));

    expect(packages.filter((name) => !name.startsWith('.'))).toEqual(['amplify-import']);
    expect(await readdir(join(installed, 'node_modules', '.bin'))).toEqual(['amplify-import']);
    expect(packageJson).not.toHaveProperty('dependencies');
  });

  it('holds the licence of every package that is bundled', async () => {
    const path = join(installed, 'node_modules/amplify-import/dist/LICENCES.txt');
    const sections = (await readFile(path, 'utf8')).split(`\n${'-'.repeat(80)}\n\n`);
    const titles = sections.flatMap((section) => section.split('\n\n', 1)[0]?.split('\n') ?? []);

    expect(titles.map((title) => title.split(' ', 1)[0])).toEqual(
      expect.arrayContaining(['zod', '@middy/core', '@smithy/core', '@aws-sdk/client-iam']),
    );
    // What tests compare with is for tests only.
    expect(titles.filter((title) => title.startsWith('@cloud-copilot/'))).toEqual([]);
    for (const title of titles)
      expect(title).toMatch(/^\S+ \d+\.\d+\.\d+ \((Apache-2\.0|MIT|ISC)\)$/);
    for (const section of sections) {
      expect(section).toMatch(/Permission (is hereby granted|to use, copy)|Apache License/);
    }
  });
});

describe.each(nodes)('The installed command on Node $version', ({ path: node }) => {
  const request = { app: 'storefront', env: 'prod', userPoolId, webClientId };
  let here: Bench;

  beforeEach(async () => {
    const command = join(installed, 'node_modules/.bin/amplify-import');
    here = await bench(command, cloud.endpoint, { node, root: installed });
    cloud.answer(userPoolAnswers());
  });

  it('lies outside of this repository', () => {
    expect(here.folder.startsWith(resolve('.'))).toBe(false);
  });

  it('is called by its name, and says how it is used', async () => {
    const { stdout } = await run('node_modules/.bin/amplify-import', ['--help'], {
      cwd: installed,
      env: { PATH: [dirname(node), '/usr/bin', '/bin'].join(delimiter) },
    });

    expect(stdout).toContain('amplify-import run [<request.json | ->]');
  });

  it('refuses an invalid request', async () => {
    const end = await here.run(['run', await here.request({}), '--json']);

    expect(end.code).toBe(1);
    expect(resultIn(end).error?.name).toBe('InvalidRequest');
    // What Node keeps compiled lies in the user's own folder for such things.
    const left = (await readdir(here.folder)).filter((name) => name !== '.cache');
    expect(left).toEqual(['request.json']);
  });

  it('discovers a region without a word of Node between its own', async () => {
    cloud.answer(regionAnswers());

    const { code, stderr } = await here.run(['discover']);

    expect(code).toBe(0);
    expect(stderr).toMatch(/^(\d+ of \d+ [a-z ]+\n)+$/);
  });

  it('carries a whole import out', async () => {
    const end = await here.run(['run', await here.request(request), '--out', 'web', '--json']);

    expect({ code: end.code, result: resultIn(end) }).toMatchObject({
      code: 0,
      result: { status: 'published', push: { status: 'pushed' } },
    });
    expect(await readdir(join(here.folder, 'web'))).toContain('aws-exports.js');
  });
});

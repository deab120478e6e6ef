import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import packageJson from '../../package.json' with { type: 'json' };
import { regionAnswers } from '../cli/region-answers.ts';
import { userPoolAnswers } from '../cli/cognito-answers.ts';
import { builtCommand } from '../cli/built-command.ts';
import { bench, resultIn, type Bench } from '../cli/command.ts';
import { standIn, type StandIn } from '../cli/stand-in.ts';
import { codeBlock, readPage, section, table } from '../docs/markdown.ts';
import { userPoolId, webClientId } from '../support/builders/ids.ts';
import { machineNames } from '../../src/contract/machines.ts';
import { foreignApp, inTwoRegions, type ForeignApp } from './foreign-app.ts';
import { installPackage, packBuilt, type Tarball } from './installed-package.ts';
import { nodes, oldestNode } from './nodes.ts';

const run = promisify(execFile);

const built = builtCommand();
let root: string;
let installed: string;
let tarball: Tarball;
let cloud: StandIn;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'amplify-import-package-'));
  ({ tarball, installed } = await installPackage(root));
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

  it('is small, and holds what is bundled and nothing else', () => {
    const paths = tarball.files.map(({ path }) => path);

    const others = paths.filter((path) => !/^dist\/[^/]+\.js$/.test(path));
    expect(tarball.size).toBeLessThan(5 * 1024 * 1024);
    expect(
      others.filter(
        (path) =>
          !/^(README\.md|LICEN[CS]E|CHANGELOG\.md)$/.test(path) &&
          !/^dist\/bundled\/[a-z-]+\/[^/]+\.mjs$/.test(path),
      ),
    ).toEqual([
      'dist/cdk/amplify-import.cjs',
      'dist/cdk/amplify-import.d.cts',
      'dist/LICENCES.txt',
      'dist/request.schema.json',
      ...machineNames.map((name) => `dist/statemachine/${name}.asl.json`).toSorted(),
      'package.json',
    ]);
    expect(paths).toContain('dist/amplify-import.js');
  });

  it('brings no package with it', async () => {
    const packages = await readdir(join(installed, 'node_modules'));

    expect(packages.filter((name) => !name.startsWith('.'))).toEqual(['amplify-import']);
    expect(await readdir(join(installed, 'node_modules', '.bin'))).toEqual(['amplify-import']);
    expect(packageJson).not.toHaveProperty('dependencies');
    const peers = Object.keys(packageJson.peerDependencies);
    expect(peers).toEqual(Object.keys(packageJson.peerDependenciesMeta));
    expect(Object.values(packageJson.peerDependenciesMeta)).toEqual(
      peers.map(() => ({ optional: true })),
    );
  });

  it('is the same wherever and whenever it is packed', async () => {
    const { tarball: again } = await packBuilt(root, 'later');

    expect(again.integrity).toBe(tarball.integrity);
  });

  it('tells nothing of the folders in which it was made', async () => {
    const folders = [resolve('.'), dirname(dirname(built))];
    const inside = join(installed, 'node_modules/amplify-import');
    const texts = await Promise.all(
      tarball.files.map(async ({ path }) => [path, await readFile(join(inside, path), 'utf8')]),
    );

    const telling = texts.filter(([, text = '']) =>
      folders.some((folder) => text.includes(folder)),
    );
    expect(telling.map(([path]) => path)).toEqual([]);
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

describe('The construct, in a CDK app of somebody else', () => {
  const page = section(readPage('docs/deploying.md'), 'In a CDK app of yours');
  const example = codeBlock(page, 'ts');
  let app: ForeignApp;
  const inPackage = (path: string) => join(installed, 'node_modules/amplify-import/dist', path);

  beforeAll(async () => {
    app = await foreignApp(join(root, 'app'), dirname(inPackage('.')));
  });

  it('is synthesized as its page shows it, with the bundles of the package as its assets', async () => {
    const out = await app.synthesize(process.execPath, 'app.mts', example);

    const entries = await readdir(out);
    const { Resources } = JSON.parse(await readFile(join(out, 'Auth.template.json'), 'utf8')) as {
      Resources: Record<string, { Type: string }>;
    };
    const types = Object.values(Resources).map(({ Type }) => Type);
    const assets = await Promise.all(
      entries.filter((name) => name.startsWith('asset.')).map((name) => readdir(join(out, name))),
    );
    const bundled = ['bundled/functions', 'bundled/functions-events'].map((path) =>
      readdir(inPackage(path)),
    );
    expect(types).toContain('AWS::StepFunctions::StateMachine');
    expect(page.text).toContain(`needs some ${Math.round(types.length / 10) * 10}.`);
    expect(assets.toSorted()).toEqual((await Promise.all(bundled)).toSorted());
  });

  it('has types by which its page is right, and nothing else is', async () => {
    const wrong = `new AmplifyImport(stack, 'Other', { allow: 'storefront' });`;

    expect(app.check('typed.mts', `${example}\n// @ts-expect-error\n${wrong}`)).toBe('');
    const types = await readFile(inPackage('cdk/amplify-import.d.cts'), 'utf8');
    expect(table(page).map(([property]) => property)).toEqual(
      [...types.matchAll(/readonly (\w+)\?:/g)].map(([, property]) => `\`${property}\``),
    );
  });

  it('is required by CommonJS on the oldest Node, with the flags of a new app, once in each Region', async () => {
    const out = await app.synthesize(oldestNode.path, 'app.cjs', inTwoRegions);

    expect((await readdir(out)).filter((name) => name.endsWith('.template.json'))).toEqual([
      'eu-west-1.template.json',
      'us-east-1.template.json',
    ]);
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

    expect(stdout).toMatch(/^ *run +import in this process, with your own rights$/m);
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

import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { runRequestSchema } from '../../src/contract/request.ts';
import { openStore } from '../../src/engine/stores.ts';
import { accountWithStack } from '../support/aws-world/looked-up-account.ts';
import { fullRequest, runOnce } from '../support/aws-world/import-runs.ts';
import { sampleAccount } from '../support/aws-world/sample-account.ts';
import { newLinkItem } from '../../src/contract/link.ts';
import { runHere } from './published.ts';

let folder: string;
let store: string;
let file: string;

const dev = { ...fullRequest, env: 'dev', functions: [{ name: 'orders' }], parameters: true };
const names = ['--app', 'storefront', '--from-env', 'dev', '--env', 'pr-42'];
const init = (...more: string[]) => runHere(['init', file, ...names, '--store', store, ...more]);
const written = async () => JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>;

/** Stores a request as an import does. */
async function record(request: object, where = store): Promise<void> {
  const { linkStore } = (await openStore(where)).services;
  const stored = runRequestSchema().parse(request);
  const item = { ...newLinkItem(stored), request: stored };
  expect(await linkStore.write(item, { item, version: 0 })).toBe(true);
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'amplify-import-init-'));
  [store, file] = [join(folder, 'store'), join(folder, 'requests', 'pr-42.json')];
});

afterEach(() => rm(folder, { recursive: true, force: true }));

describe('amplify-import init --from-env', () => {
  it('writes the request without a question, and calls nothing', async () => {
    const world = sampleAccount();
    await record(dev);

    const { code, stdout } = await init();

    expect(code).toBe(0);
    expect(await written()).toEqual({
      app: 'storefront',
      env: 'pr-42',
      from: 'dev',
      grants: {
        storage: [
          {
            bucket: dev.grants.storage[0].bucket,
            authenticated: ['create', 'read', 'update', 'delete'],
            guest: ['read'],
            groups: {},
          },
        ],
      },
    });
    expect(stdout).toBe(`amplify-import run ${file} --mode plan --store ${store}\n`);
    expect(world.calls).toEqual([]);
  });

  it('says what it leaves out, each by its name', async () => {
    await record(dev);

    const { stderr } = await init();

    expect(stderr).toContain('Left out of it, though storefront/dev has it');
    expect(stderr).toContain('\n  functions: orders\n  parameters: true\n');
  });

  it('says nothing of that where there is nothing', async () => {
    await record({ ...fullRequest, env: 'dev' });

    const { stderr } = await init();

    expect(stderr).toBe(`Wrote ${file}.\nSee what an import of it would do:\n`);
  });

  it('writes an end so long from now as --expires says', async () => {
    await record(dev);

    await init('--expires', '14d');

    const { expires } = await written();
    const days = (Date.parse(String(expires)) - Date.now()) / 86_400_000;
    expect(expires).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    expect(days).toBeGreaterThan(13.9);
    expect(days).toBeLessThanOrEqual(14);
  });

  it('writes what an import takes as it is', async () => {
    const world = sampleAccount();
    const opened = await openStore(store);
    await runOnce({ ...fullRequest, env: 'dev' }, opened);

    await init('--expires', '14d');
    const result = await runOnce(await written(), opened);

    expect(result).toMatchObject({ status: 'published', published: { revision: 1 } });
    expect(Object.keys(world.iam.roles.get('CognitoAuth')?.policies ?? {})).toEqual(
      expect.arrayContaining(['AmplifyImport-storefront.dev', 'AmplifyImport-storefront.pr-42']),
    );
  });

  it('writes over no file', async () => {
    await record(dev);
    file = join(folder, 'mine.json');
    await writeFile(file, 'mine');

    const { code, stderr } = await init();

    expect(code).toBe(64);
    expect(stderr).toContain(`${file} is there already`);
    expect(await readFile(file, 'utf8')).toBe('mine');
  });

  it('is refused where nothing of the other environment is stored, and writes nothing', async () => {
    const { code, stderr } = await init();

    expect(code).toBe(1);
    expect(stderr).toContain('LinkNotRecorded');
    expect(stderr).toContain('storefront/dev');
    expect(await readdir(folder)).toEqual([]);
  });

  it('takes the other environment from the stack', async () => {
    accountWithStack();
    await record(dev, 'aws');

    const { code, stdout } = await runHere(['init', file, ...names, '--store', 'aws']);

    expect([code, (await written())['from']]).toEqual([0, 'dev']);
    expect(stdout).toBe(`amplify-import run ${file} --mode plan --store aws\n`);
  });

  it.each([
    ['an end that is past', ['--expires', '2020-01-01T00:00:00Z'], '--expires is past'],
    ['an end that is none', ['--expires', 'soon'], '--expires needs how long'],
    ['the same environment twice', ['--env', 'dev'], 'are the same environment'],
  ])('is refused %s', async (_case, more, complaint) => {
    await record(dev);
    const words = names.slice(0, more[0] === '--env' ? 4 : 6);

    const { code, stderr } = await runHere(['init', file, ...words, '--store', store, ...more]);

    expect(code).toBe(64);
    expect(stderr).toContain(complaint);
    expect(await readdir(folder)).toEqual(['store']);
  });

  it.each([
    ['--app', 'storefront'],
    ['--env', 'pr-42'],
    ['--expires', '1d'],
    ['--store', 'aws'],
  ])('is meant by %s, which means nothing without it', async (...words) => {
    const { code, stderr } = await runHere(['init', file, ...words]);

    expect(code).toBe(64);
    expect(stderr).toContain('go with --from-env');
  });

  it('needs both names', async () => {
    const { code, stderr } = await runHere(['init', file, '--from-env', 'dev', '--env', 'pr-42']);

    expect(code).toBe(64);
    expect(stderr).toContain('Name --app and --env of the new environment.');
  });
});

import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { historySchema } from '../../src/contract/links/history.ts';
import { linkListSchema } from '../../src/contract/links/list.ts';
import { shownLinkSchema } from '../../src/contract/links/show.ts';
import { manifestKey } from '../../src/contract/manifest.ts';
import { requestSchema } from '../../src/contract/request.ts';
import { iam } from '../../src/aws/clients/iam-client.ts';
import type { Client } from '../../src/aws/clients/client.ts';
import { folderConfigStore } from '../../src/engine/folder-config-store.ts';
import { folderLinkStore } from '../../src/engine/folder-link-store.ts';
import { fullRequest, runOnce } from '../support/aws-world/import-runs.ts';
import {
  accountWithStack,
  atMinute,
  lookedUpAccount,
} from '../support/aws-world/looked-up-account.ts';
import type { SampleAccount } from '../support/aws-world/sample-account.ts';
import { link } from '../support/builders/link.ts';
import { runHere } from './published.ts';

const prod = ['--app', 'storefront', '--env', 'prod'];
const onStack = ['--store', 'aws'];
const lookUps = [['list'], ['show', ...prod], ['history', ...prod]];
const reads =
  /^(s3:(GetObject|ListObjectsV2)|dynamodb:(GetItem|Query)|ssm:GetParameter|states:DescribeExecution)$/;

const jsonOf = async (...args: string[]) => {
  const { stdout } = await runHere([...args, '--json']);
  return JSON.parse(stdout) as unknown;
};

describe('Looking up in the stack', () => {
  let world: SampleAccount;

  beforeAll(async () => {
    world = await lookedUpAccount();
  });

  it('sends no call but reads, and none to a pool, a role or a target', async () => {
    world.forgetCalls();

    for (const words of lookUps) expect((await runHere([...words, ...onStack])).code).toBe(0);
    await runHere(['history', ...prod, '--revision', '1', '--request', ...onStack]);

    const calls = world.calls.map(({ service, action }) => `${service}:${action}`);
    expect(calls.length).toBeGreaterThan(20);
    expect(calls.filter((call) => !reads.test(call))).toEqual([]);
  });

  it('prints documents of their schemas', async () => {
    const list = await jsonOf('list', ...onStack);
    const show = await jsonOf('show', ...prod, ...onStack);
    const history = await jsonOf('history', ...prod, ...onStack);

    expect(linkListSchema.parse(list).links).toHaveLength(2);
    expect(shownLinkSchema.parse(show)).toMatchObject({
      state: 'ready',
      push: 'incomplete',
      published: { revision: 2 },
      targets: [{ status: 'pushed' }, { status: 'left', error: { name: 'FUNCTION_NOT_FOUND' } }],
      open: [{ what: 'target-not-pushed', about: 'function:eu-west-1:billing' }],
      runs: [{ kind: 'push' }, { kind: 'import' }, { kind: 'import' }],
    });
    expect(historySchema.parse(history)).toMatchObject({
      revisions: [{ revision: 2 }, { revision: 1 }],
    });
  });

  it('prints the request of a revision, ready to be run', async () => {
    const { code, stdout } = await runHere([
      'history',
      ...prod,
      '--revision',
      '1',
      '--request',
      ...onStack,
    ]);

    expect(code).toBe(0);
    expect(requestSchema().parse(JSON.parse(stdout))).toMatchObject(fullRequest);
    const planned = await runOnce(
      { ...JSON.parse(stdout), mode: 'plan' },
      { services: atMinute(9) },
    );
    expect(planned.status).toBe('planned');
  });

  it('has no links to a console of an emulator', async () => {
    const config = iam().config as Required<Client['config']>;
    const endpoint = jest
      .spyOn(config, 'serviceConfiguredEndpoint')
      .mockResolvedValue('http://127.0.0.1:4566');

    const { stdout } = await runHere(['show', ...prod, ...onStack]);

    endpoint.mockRestore();
    expect(stdout).not.toContain('https://');
  });

  it('refuses a link that nobody has recorded, and names where it looked', async () => {
    const { code, stderr, stdout } = await runHere([
      'show',
      '--app',
      'storefront',
      '--env',
      'dev',
      ...onStack,
    ]);

    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toBe(
      'LinkNotRecorded: No import of storefront/dev is recorded in the deployed stack. Check app and env, look elsewhere (in a folder by --store <folder>), or import it first.\n',
    );
  });
});

describe('Looking up in a folder', () => {
  let folder: string;

  beforeAll(async () => {
    accountWithStack();
    folder = await mkdtemp(join(tmpdir(), 'amplify-import-look-'));
    const stores = { configStore: folderConfigStore(folder), linkStore: folderLinkStore(folder) };
    await runOnce(fullRequest, { services: { ...atMinute(0), ...stores } });
  });

  afterAll(() => rm(folder, { recursive: true }));

  it('finds what it finds in the stack', async () => {
    expect(await jsonOf('list', '--store', folder)).toMatchObject({
      links: [{ ...link, revision: 1, state: 'ready' }],
    });
    const { stdout } = await runHere(['show', ...prod, '--store', folder]);
    expect(stdout).toMatch(
      /^storefront\/prod {2}READY\n\nLink\n {2}published {6}revision 1, 8 files\n/,
    );
  });

  it('finds a link that has a manifest and that the link store has lost', async () => {
    const copy = `${folder}-copy`;
    await cp(folder, copy, { recursive: true });
    await rm(join(copy, '.state'), { recursive: true });

    const { stdout } = await runHere(['show', ...prod, '--store', copy]);

    expect(stdout).toContain('Revision 1 is published, and the link does not know it.');
    const request = `history --app storefront --env prod --revision 1 --request --store ${copy}`;
    expect(stdout).toContain(
      `fix: amplify-import ${request} > again.json && amplify-import run again.json --store ${copy}\n`,
    );
    expect(await jsonOf(...request.split(' '))).toMatchObject(link);
    expect(await jsonOf('list', '--store', copy)).toMatchObject({ links: [{ revision: 1 }] });
    await rm(copy, { recursive: true });
  });

  it('tells of a manifest that cannot be read, and goes on', async () => {
    const copy = `${folder}-cut`;
    await cp(folder, copy, { recursive: true });
    await writeFile(join(copy, manifestKey(link)), '');

    const list = await runHere(['list', '--store', copy]);
    const show = await runHere(['show', ...prod, '--store', copy]);

    expect([list.code, show.code]).toEqual([0, 0]);
    expect(list.stdout).toMatch(/^storefront\/prod: \S+manifest\.json is empty\. Bring it back/m);
    expect(show.stdout).toContain('manifest.json is empty. Bring it back');
    expect(show.stdout).toContain('not known: its manifest cannot be read');
    await rm(copy, { recursive: true });
  });

  it('finds a link of which nothing came but a run that was refused, and tells of that run', async () => {
    const other = ['--app', 'storefront', '--env', 'dev'];
    const refused = { ...fullRequest, env: 'dev', webClientId: 'unknown' };
    const stores = { configStore: folderConfigStore(folder), linkStore: folderLinkStore(folder) };
    await runOnce(refused, { services: { ...atMinute(1), ...stores } });

    const { code, stdout } = await runHere(['show', ...other, '--store', folder]);

    expect(code).toBe(0);
    expect(stdout).toMatch(/^storefront\/dev {2}NOT IMPORTED\n/);
    expect(stdout).toContain('nothing yet');
    expect(stdout).toMatch(/Last runs\n.*refused.*ImportRefused/);
  });

  it('writes nothing there, not even the folder', async () => {
    const before = await contentOf(folder);
    for (const words of lookUps) await runHere([...words, '--store', folder]);
    const absent = join(folder, 'absent');

    const { code, stdout } = await runHere(['list', '--store', absent]);

    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: `Nothing is imported in the folder ${absent}. Look elsewhere: in the stack by --store aws\n`,
    });
    expect(await contentOf(folder)).toEqual(before);
  });
});

describe('A look-up that cannot be understood', () => {
  it.each([
    ['no link', ['show'], 'Name --app and --env'],
    [
      'a request of no revision',
      ['history', ...prod, '--request'],
      '--request goes with --revision',
    ],
    ['a revision that is none', ['history', ...prod, '--revision', '0'], 'a whole number from 1'],
  ])('exits with 64 for %s', async (_case, words, text) => {
    const { code, stderr } = await runHere(words);

    expect(code).toBe(64);
    expect(stderr).toContain(text);
  });
});

/** Text of each file below a folder. */
async function contentOf(folder: string): Promise<readonly (readonly string[])[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
  return Promise.all(files.toSorted().map(async (file) => [file, await readFile(file, 'utf8')]));
}

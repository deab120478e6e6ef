import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { historySchema } from '../../src/contract/links/history.ts';
import { linkListSchema } from '../../src/contract/links/list.ts';
import { shownLinkSchema } from '../../src/contract/links/show.ts';
import { manifestKey } from '../../src/contract/manifest.ts';
import { requestSchema } from '../../src/contract/request.ts';
import { withLease } from '../../src/domain/link/lease.ts';
import { accountClients } from '../../src/aws/clients/account-clients.ts';
import type { Client } from '../../src/aws/clients/client.ts';
import { dynamodbLinkStore } from '../../src/aws/stack/dynamodb-link-store.ts';
import { s3ConfigStore } from '../../src/aws/stack/s3-config-store.ts';
import { folderConfigStore } from '../../src/engine/folder-config-store.ts';
import { folderLinkStore } from '../../src/engine/folder-link-store.ts';
import { configBucket, linkTable } from '../support/aws-world/aws-world.ts';
import {
  fullRequest,
  policiesOf,
  runOnce,
  storedTexts,
  withGrants,
} from '../support/aws-world/import-runs.ts';
import {
  accountWithStack,
  atMinute,
  lookedUpAccount,
} from '../support/aws-world/looked-up-account.ts';
import { accessDenied } from '../support/aws-world/aws-error.ts';
import { removeOnce } from '../support/aws-world/removal-runs.ts';
import type { SampleAccount } from '../support/aws-world/sample-account.ts';
import { authRoleArn } from '../support/builders/ids.ts';
import { link, policyName } from '../support/builders/link.ts';
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
    expect(requestSchema.parse(JSON.parse(stdout))).toMatchObject(fullRequest);
    const planned = await runOnce(
      { ...JSON.parse(stdout), mode: 'plan' },
      { services: atMinute(9) },
    );
    expect(planned.status).toBe('planned');
  });

  it('has no links to a console of an emulator', async () => {
    const config = accountClients.iam().config as Required<Client['config']>;
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

describe('A link whose lease an execution holds', () => {
  const owner = 'arn:aws:states:eu-west-1:111122223333:execution:amplify-import-import-auth:one';
  let world: SampleAccount;

  beforeEach(async () => {
    world = accountWithStack();
    await runOnce(fullRequest, { services: atMinute(0) });
    const store = dynamodbLinkStore(linkTable, s3ConfigStore(configBucket));
    const read = await store.read(link);
    await store.write(withLease(read.item, owner, new Date()), read);
  });

  const shown = async () => shownLinkSchema.parse(await jsonOf('show', ...prod, ...onStack));

  it('is busy while that runs, with its link to the console', async () => {
    world.stepFunctions.executions.set(owner, { status: 'RUNNING' });

    expect(await shown()).toMatchObject({
      state: 'busy',
      lease: {
        owner,
        alive: true,
        takenAt: expect.any(String),
        console: expect.stringContaining(owner),
      },
      open: [],
    });
  });

  it('is busy where nobody may look', async () => {
    world.faults.fail(
      'states:DescribeExecution',
      Object.assign(new Error('no'), { name: 'AccessDeniedException' }),
    );

    expect(await shown()).toMatchObject({ state: 'busy' });
  });

  it('is ready once that is dead, and says that its lease was left', async () => {
    world.stepFunctions.executions.set(owner, { status: 'ABORTED', stopDate: new Date(0) });

    expect(await shown()).toMatchObject({
      state: 'ready',
      lease: { alive: false },
      open: [{ what: 'lease-left', about: owner }],
    });
  });
});

/** This process lives, and with it the owner of the lease of a run that died. */
async function forgetOwner(): Promise<void> {
  const store = dynamodbLinkStore(linkTable, s3ConfigStore(configBucket));
  const read = await store.read(link);
  await store.write({ ...read.item, lease: { ...read.item.lease, owner: null } }, read);
}

describe('A link that an import has begun to write on', () => {
  it('says so first, and that who can what may have changed since', async () => {
    const world = accountWithStack();
    await runOnce(fullRequest, { services: atMinute(0) });
    world.faults.kill('iam:PutRolePolicy', 'in flight');
    await runOnce(withGrants(['read'], []), { services: atMinute(5) });
    world.faults.revive();
    await forgetOwner();

    const { stdout } = await runHere(['show', ...prod, ...onStack]);

    expect(stdout).toMatch(
      /^storefront\/prod {2}READY\n\nOpen\n {2}The import \S+ has begun to write on 2 roles and has not ended\. The next one finishes or undoes it\.\n/,
    );
    expect(stdout).toContain('which what has begun since may have changed\n');
  });
});

describe('A link whose first import has died', () => {
  it('is imported again by the request that stands in its plan: the link has none yet', async () => {
    const world = accountWithStack();
    world.faults.kill('iam:PutRolePolicy', 'in flight');
    await runOnce(fullRequest, { services: atMinute(0) });
    world.faults.revive();
    await forgetOwner();

    const { stdout } = await runHere(['show', ...prod, ...onStack]);

    const [, key = ''] =
      /fix: aws s3 cp s3:\/\/[^/]+\/(\S+) - \| jq \.request \| amplify-import run - --store aws/.exec(
        stdout,
      ) ?? [];
    const plan = JSON.parse(storedTexts(world, 'reports/')[key] ?? '') as { request: object };
    const again = await runOnce(plan.request, { services: atMinute(9) });
    expect(again.status).toBe('published');
    expect(Object.keys(policiesOf(world)['CognitoGuest'] ?? {})).toEqual([policyName]);
  });
});

describe('A link whose first import has died after its commit', () => {
  it('is imported again by the request in its plan alone: no other is stored', async () => {
    const world = accountWithStack();
    const input = { Key: 'config/storefront/prod/manifest.json' };
    world.faults.kill({ action: 'PutObject', input }, 'after');
    await runOnce(fullRequest, { services: atMinute(0) });
    world.faults.revive();
    await forgetOwner();

    const { stdout } = await runHere(['show', ...prod, ...onStack]);

    expect(stdout).toContain('Revision 1 is published, and the link does not know it.\n    fix: ');
    expect(stdout.match(/fix: .*/g)).toEqual([expect.stringContaining(' - | jq .request | ')]);
  });
});

describe('A link that was removed', () => {
  const looks = async () => shownLinkSchema.parse(await jsonOf('show', ...prod, ...onStack));

  it('is told with its last revision, its request, and the run that removed it', async () => {
    await lookedUpAccount();
    await removeOnce(link, { services: atMinute(8) });

    const shown = await looks();
    const { stdout } = await runHere(['show', ...prod, ...onStack]);

    expect(shown).toMatchObject({
      state: 'removed',
      push: 'none',
      revision: 2,
      published: null,
      whoCanWhat: null,
      request: fullRequest,
      ledger: [],
      targets: [],
      open: [],
      runs: [{ kind: 'removal', status: 'removed' }, { kind: 'push' }, {}, {}],
    });
    expect(stdout).toContain('nothing any more; revision 2 was the last');
    expect(await jsonOf('list', ...onStack)).toMatchObject({
      links: [
        { env: 'pr-42', state: 'ready' },
        { env: 'prod', state: 'removed' },
      ],
    });
  });

  it('is half-removed while a policy is left, which is open', async () => {
    const world = await lookedUpAccount();
    world.faults.fail('iam:DeleteRolePolicy', accessDenied());
    await removeOnce(link, { services: atMinute(8) });

    const shown = await looks();
    const { stdout } = await runHere(['show', ...prod, ...onStack]);

    expect(shown.state).toBe('half-removed');
    expect(shown.open).toEqual(
      shown.ledger.map(({ roleArn }) => ({ what: 'half-removed', about: roleArn })),
    );
    expect(shown.ledger).toHaveLength(2);
    expect(stdout).toContain(`fix: amplify-import remove ${prod.join(' ')} --store aws\n`);
  });

  it('is half-removed while a policy is left that somebody has changed, and says what ends that', async () => {
    const world = await lookedUpAccount();
    const role = world.iam.roles.get('CognitoAuth');
    if (role) role.policies[policyName] = '{"Version":"2012-10-17","Statement":[]}';
    await removeOnce(link, { services: atMinute(8) });

    const { stdout } = await runHere(['show', ...prod, ...onStack]);

    expect(stdout).toContain(
      `this is left: ${authRoleArn}. Another removal says why; what somebody has changed there it leaves again, and takes away with --force.\n`,
    );
    await removeOnce({ ...link, force: true }, { services: atMinute(9) });
    expect(await looks()).toMatchObject({ state: 'removed', open: [] });
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
      `fix: amplify-import ${request} | amplify-import run - --store ${copy}\n`,
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

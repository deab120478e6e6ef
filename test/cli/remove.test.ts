import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { withLease } from '../../src/domain/link/lease.ts';
import { localExecutionId } from '../../src/engine/execution.ts';
import { folderLinkStore } from '../../src/engine/folder-link-store.ts';
import { userPoolId, webClientId } from '../support/builders/ids.ts';
import { commandEnvironment } from './bench-environment.ts';
import { removalResultIn, type Bench } from './command.ts';
import { eachOnItsBench } from './each-on-its-bench.ts';
import { answersWithParameters } from './parameter-answers.ts';
import type { StandIn } from './stand-in.ts';
import { hasPython, inTerminal, keys, type Typing } from './terminal.ts';

const prod = { app: 'storefront', env: 'prod' };
const link = ['--app', 'storefront', '--env', 'prod'];
const request = { ...prod, userPoolId, webClientId, parameters: true };

let cloud: StandIn;
let here: Bench;
let parameters: Map<string, string>;
let denied: Set<string>;

eachOnItsBench(async (itsBench, standingIn) => {
  [here, cloud] = [itsBench, standingIn];
  [parameters, denied] = [new Map(), new Set()];
  cloud.answer(answersWithParameters(parameters, denied));
  await here.request(request);
});

/** What an import has left, once; each test that begins with one gets a copy. */
let ready: { readonly store: string; readonly parameters: ReadonlyMap<string, string> } | null =
  null;

async function imported(): Promise<void> {
  const place = join(here.folder, '.amplify-import');
  if (ready === null) {
    await here.run(['run', 'request.json']);
    const kept = `${here.folder}-ready`;
    await cp(place, kept, { recursive: true });
    ready = { store: kept, parameters: new Map(parameters) };
    return;
  }
  await cp(ready.store, place, { recursive: true });
  for (const [name, value] of ready.parameters) parameters.set(name, value);
}

const manifest = async (env = 'prod') =>
  JSON.parse(
    await readFile(
      join(here.folder, '.amplify-import', 'config', 'storefront', env, 'manifest.json'),
      'utf8',
    ),
  ) as { revision: number; removed?: boolean };
const store = () => folderLinkStore(join(here.folder, '.amplify-import'));

/** Lets an environment have expired. */
async function ends(env: string): Promise<void> {
  const { item, ...version } = await store().read({ app: 'storefront', env });
  const request = { ...item.request!, expires: '2026-01-01T00:00:00.000Z' };
  await store().write({ ...item, request }, { item, ...version });
}

describe('amplify-import remove', () => {
  it('takes an environment away without a look at its pools, and prints one document', async () => {
    await imported();
    expect(parameters.size).toBe(2);
    cloud.answer(answersWithParameters(parameters, denied));

    const end = await here.run(['remove', ...link, '--json']);

    expect(end.code).toBe(0);
    expect(removalResultIn(end)).toMatchObject({
      status: 'removed',
      revision: 1,
      targets: [{ id: 'parameters', status: 'restored' }],
      yours: [userPoolId],
    });
    expect(end.stderr).toMatch(/^✓ Read remove request +\d+ ms {2}storefront\/prod\n/);
    expect(end.stderr).toMatch(/\n✓ Restore target +\d+ ms {2}1\/1 parameters {2}restored\n/);
    expect(end.stderr).toMatch(/\n✓ Close removal +\d+ ms {2}removed\n/);
    expect(cloud.calls.map(({ operation }) => operation)).toEqual([
      'GetParametersByPath',
      'GetParametersByPath',
      'DeleteParameters',
    ]);
    expect(parameters.size).toBe(0);
    expect(await manifest()).toMatchObject({ revision: 1, removed: true });
  });

  it('says in words what it has taken away, and what is whose', async () => {
    await imported();

    const { code, stdout } = await here.run(['remove', ...link]);

    expect(code).toBe(0);
    expect(stdout).toMatch(
      new RegExp(
        [
          '^REMOVED',
          'Revision 1 was the last; its files are published no more\\.',
          '  took ours back from parameters',
          'These are yours; nothing of this environment is on them any more:',
          `  the user pool ${userPoolId}`,
          'Report: .+/removal-report\\.json\n$',
        ].join('\n'),
      ),
    );
  });

  it('twice ends well and changes nothing', async () => {
    await imported();
    await here.run(['remove', ...link]);

    const { code, stdout } = await here.run(['remove', ...link]);

    expect(code).toBe(0);
    expect(stdout).toMatch(/^UNCHANGED\nThere is nothing to remove\.\nReport: /);
  });

  it('tells a plan in words and removes nothing; the hash of it lets that very removal go on', async () => {
    await imported();

    const planned = await here.run(['remove', ...link, '--mode', 'plan']);
    const [hash = ''] = /sha256:[0-9a-f]{64}/.exec(planned.stdout) ?? [];
    const other = await here.run(['remove', ...link, '--expect-plan', `sha256:${'0'.repeat(64)}`]);
    expect(await manifest()).not.toHaveProperty('removed');
    const agreed = await here.run(['remove', ...link, '--expect-plan', hash]);

    expect(planned.code).toBe(0);
    expect(planned.stdout).toMatch(
      new RegExp(
        [
          `^PLANNED\nPlan ${hash}:`,
          '  unpublish revision 1',
          '  take ours back from parameters',
          '      config: \\{.+\\} → nothing',
          `      user-pool-id: ${userPoolId} → nothing`,
          'The pools stay as they are\\.',
        ].join('\n'),
      ),
    );
    expect(other).toMatchObject({ code: 1, stdout: expect.stringContaining('PlanChanged') });
    expect(agreed).toMatchObject({ code: 0, stdout: expect.stringMatching(/^REMOVED\n/) });
  });

  it('is refused for a link that is not recorded, and says where it was looked for', async () => {
    const { code, stdout } = await here.run(['remove', ...link, '--json']);

    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      status: 'refused',
      error: {
        name: 'LinkNotRecorded',
        message:
          'No import of storefront/prod is recorded in the folder .amplify-import. Check app and env, look elsewhere (in the stack by --store aws), or import it first.',
      },
    });
    expect(await readdir(here.folder)).toEqual(['request.json']);
  });

  it('exits with 2 where something is left, and takes up only that the next time', async () => {
    await imported();
    denied.add('DeleteParameters');

    const first = await here.run(['remove', ...link]);
    const fetched = await here.run(['fetch', ...link, '--store', '.amplify-import']);
    denied.clear();
    const second = await here.run(['remove', ...link]);

    expect(first.code).toBe(2);
    expect(first.stdout).toMatch(
      /^FAILED\nRemovalIncomplete: storefront\/prod is published no more/,
    );
    expect(first.stdout).toContain('- parameters: AccessDenied. AWS denied ssm:DeleteParameters');
    expect(first.stdout).toMatch(
      /remove it again:\namplify-import remove --app storefront --env prod --store \/.+\.amplify-import\n/,
    );
    expect(first.stdout).toContain('\nLeft to you:\n  what was pushed to parameters (');
    expect(fetched.stderr + fetched.stdout).toContain('LinkRemoved');
    expect(second).toMatchObject({ code: 0, stdout: expect.stringMatching(/^REMOVED\n/) });
    expect(parameters.size).toBe(0);
  });

  it('keeps the files of revisions unless they are to be deleted for good', async () => {
    await imported();
    const revisions = join('.amplify-import', 'config', 'storefront', 'prod', 'revisions');
    const files = async () => {
      const all = await readdir(join(here.folder, revisions), {
        recursive: true,
        withFileTypes: true,
      }).catch(() => []);
      return all.filter((entry) => entry.isFile()).length;
    };
    await here.run(['remove', ...link]);
    expect(await files()).toBeGreaterThan(5);
    await here.run(['run', 'request.json']);

    await here.run(['remove', ...link, '--purge']);

    expect(await files()).toBe(0);
  });

  it('removes with --expired what has ended, and nothing else', async () => {
    const dev = JSON.stringify({ ...request, env: 'dev', parameters: false });
    await imported();
    await here.run(['run', '-'], dev);
    const nothing = await here.run(['remove', '--expired']);
    await ends('dev');

    const end = await here.run(['remove', '--expired', '--json']);
    const again = await here.run(['remove', '--expired']);

    expect(nothing).toMatchObject({ code: 0, stdout: 'No environment has expired.\n' });
    expect(end.code).toBe(0);
    expect(JSON.parse(end.stdout)).toMatchObject({
      removed: [{ app: 'storefront', env: 'dev', result: { status: 'removed' } }],
    });
    expect(await manifest('dev')).toMatchObject({ removed: true });
    expect(await manifest()).not.toHaveProperty('removed');
    expect(again.stdout).toBe('No environment has expired.\n');
  });

  it('says in one document, too, why it cannot even begin', async () => {
    const end = await here.run(['remove', ...link, '--store', 'aws', '--json']);

    expect(end.code).toBe(2);
    expect(JSON.parse(end.stdout)).toMatchObject({
      status: 'failed',
      error: { name: 'AccessDenied' },
    });
  });

  it.each([
    ['no link', [], 'Name --app and --env of what is to be removed.'],
    ['no environment', ['--app', 'storefront'], 'Name --app and --env'],
    ['an unknown mode', [...link, '--mode', 'push'], '--mode is one of remove, plan'],
    [
      'a hash that is none',
      [...link, '--expect-plan', 'yes'],
      'needs the hash that a plan printed',
    ],
    ['an end and a link', [...link, '--expired'], '--expired removes what has expired'],
    ['a request', [...link, 'request.json'], 'Unexpected argument "request.json"'],
  ])('exits with 64 for %s, and does nothing', async (_, args, text) => {
    const { code, stdout, stderr } = await here.run(['remove', ...args]);

    expect({ code, stdout }).toEqual({ code: 64, stdout: '' });
    expect(stderr).toContain(text);
    expect(stderr).toContain('How it goes: amplify-import remove --help\n');
    expect(await readdir(here.folder)).toEqual(['request.json']);
  });

  it('is ended by Ctrl-C while it waits for the link, and exits with 130', async () => {
    await imported();
    const read = await store().read(prod);
    await store().write(withLease(read.item, localExecutionId(), new Date()), read);

    const child = spawn(
      resolve('node_modules/.bin/node'),
      [here.command, 'remove', ...link, '--json'],
      { cwd: here.folder, env: commandEnvironment(here.folder, cloud.endpoint) },
    );
    let [stdout, stderr] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
      if (text.includes('LinkBusy')) child.kill('SIGINT');
    });
    const [code] = (await once(child, 'close')) as [number | null];

    expect({ code, stdout }).toEqual({ code: 130, stdout: '' });
    expect(stderr).toMatch(/\nInterrupted\. Nothing was written: start it again\.\n$/);
    expect(await manifest()).not.toHaveProperty('removed');
  });
});

const at = hasPython ? describe : describe.skip;

at(`amplify-import remove at a terminal${hasPython ? '' : ' (skipped: python3 makes it)'}`, () => {
  const question = 'Remove storefront/prod?';
  const remove = (typing: Typing, ...words: string[]) =>
    inTerminal(here, cloud.endpoint, [here.command, 'remove', ...link, ...words], typing);

  it('T-19: shows the plan and asks; after a yes it removes that', async () => {
    await imported();

    const { code, shown } = await remove([[question, 'y']]);

    expect(code).toBe(0);
    expect(shown.indexOf('unpublish revision 1')).toBeGreaterThan(shown.indexOf('PLANNED'));
    expect(shown.indexOf(question)).toBeGreaterThan(shown.indexOf('unpublish revision 1'));
    expect(shown.indexOf('REMOVED')).toBeGreaterThan(shown.indexOf(question));
    expect(await manifest()).toMatchObject({ removed: true });
  }, 40_000);

  it.each([
    ['a no', 'n', 1],
    ['Ctrl-C', keys.controlC, 130],
  ])(
    'removes nothing after %s, and says so by its exit code',
    async (_, typed, exit) => {
      await imported();

      const { code, shown } = await remove([[question, typed]]);

      expect(code).toBe(exit);
      expect(shown).toContain('no profile named');
      expect(shown).toContain('Nothing was written.');
      expect(await manifest()).not.toHaveProperty('removed');
      expect(parameters.size).toBe(2);
    },
    40_000,
  );

  it('names what nobody can bring back in its question', async () => {
    await imported();

    const { shown } = await remove(
      [['delete the files of all its revisions for good?', 'n']],
      '--purge',
    );

    expect(shown).toContain('Nothing was written.');
  }, 40_000);

  it('asks nothing with --yes, and nothing where there is nothing to remove', async () => {
    await imported();

    const removed = await remove([], '--yes');
    const again = await remove([]);

    expect(removed.code).toBe(0);
    expect(removed.shown).toContain('REMOVED');
    expect(again.code).toBe(0);
    expect(again.shown).toContain('There is nothing to remove.');
    expect(removed.shown + again.shown).not.toContain(question);
  }, 40_000);

  it('shows with --expired which have, and removes them after a yes only', async () => {
    const expired = (typing: Typing, ...words: string[]) =>
      inTerminal(here, cloud.endpoint, [here.command, 'remove', '--expired', ...words], typing);
    await imported();
    await ends('prod');

    const no = await expired([['Remove 1 environment?', 'n']]);
    const standing = await manifest();
    const yes = await expired([['Remove 1 environment?', 'y']]);

    expect([no.code, yes.code]).toEqual([1, 0]);
    expect(no.shown).toContain('storefront/prod, since 2026-01-01');
    expect(no.shown).toContain('no profile named');
    expect(no.shown).toContain('Nothing was written.');
    expect(standing).not.toHaveProperty('removed');
    expect(await manifest()).toMatchObject({ removed: true });
  }, 40_000);
});

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { withLease } from '../../src/domain/link/lease.ts';
import { localExecutionId } from '../../src/engine/execution.ts';
import { folderLinkStore } from '../../src/engine/folder-link-store.ts';
import { userPoolId, webClientId } from '../support/builders/ids.ts';
import { commandEnvironment } from './bench-environment.ts';
import { userPoolAnswers } from './cognito-answers.ts';
import { pushResultIn, type Bench } from './command.ts';
import { eachOnItsBench } from './each-on-its-bench.ts';
import type { StandIn } from './stand-in.ts';

const link = ['--app', 'storefront', '--env', 'prod'];

let cloud: StandIn;
let here: Bench;

eachOnItsBench(async (itsBench, standingIn) => {
  [here, cloud] = [itsBench, standingIn];
  cloud.answer(userPoolAnswers());
  await here.request({ app: 'storefront', env: 'prod', userPoolId, webClientId });
});

describe('amplify-import push', () => {
  it('pushes what is recorded without a look at the pools, and prints one document', async () => {
    await here.run(['run', 'request.json']);
    cloud.answer({});

    const end = await here.run(['push', ...link, '--json']);

    expect(end.code).toBe(0);
    expect(pushResultIn(end)).toMatchObject({ status: 'unchanged', revision: 1, targets: [] });
    expect(end.stderr).toMatch(/^✓ Read push request +\d+ ms {2}storefront\/prod\n/);
    expect(end.stderr).toMatch(/\n✓ Close push +\d+ ms {2}unchanged\n/);
    expect(cloud.calls).toEqual([]);
  });

  it('tells a plan in words, and announces nothing', async () => {
    await here.run(['run', 'request.json', '--store', 'store']);
    const events = join(here.folder, 'store', '.state', 'events.jsonl');
    const before = await readFile(events, 'utf8');

    const end = await here.run(['push', ...link, '--store', 'store', '--mode', 'plan']);

    expect(end.code).toBe(0);
    expect(end.stdout).toMatch(
      /^PLANNED\nThere is no target to push to\.\nReport: .+\/push-report\.json\n$/,
    );
    expect(await readFile(events, 'utf8')).toBe(before);
  });

  it('is refused for a link that is not recorded, and leaves nothing', async () => {
    const end = await here.run(['push', ...link, '--json']);

    expect(end.code).toBe(1);
    expect(pushResultIn(end)).toMatchObject({
      status: 'refused',
      error: { name: 'LinkNotRecorded' },
    });
    expect(await readdir(here.folder)).toEqual(['request.json']);
  });

  it('is refused for a target that is none of the link', async () => {
    await here.run(['run', 'request.json']);

    const { code, stdout } = await here.run(['push', ...link, '--only', 'parameters']);

    expect(code).toBe(1);
    expect(stdout).toMatch(
      /^REFUSED\nInvalidRequest: parameters is no target of storefront\/prod\. It has none\.\n/,
    );
  });

  it('says in one document, too, why it cannot even begin', async () => {
    const end = await here.run(['push', ...link, '--store', 'aws', '--json']);

    expect(end.code).toBe(2);
    expect(JSON.parse(end.stdout)).toMatchObject({
      status: 'failed',
      error: { name: 'AccessDenied' },
    });
    expect(end.stderr).toMatch(/^AccessDenied: AWS denied ssm:GetParameter/);
  });

  it.each([
    ['no link', [], 'Name --app and --env of what is to be pushed.'],
    ['no environment', ['--app', 'storefront'], 'Name --app and --env'],
    ['no target', [...link, '--only', 'orders'], '"orders" is no push target.'],
    ['an unknown mode', [...link, '--mode', 'import'], '--mode is one of push, plan'],
    ['builds of a plan', [...link, '--mode', 'plan', '--follow'], 'a plan starts no build'],
    ['a request', [...link, 'request.json'], 'Unexpected argument "request.json"'],
  ])('exits with 64 for %s, and does nothing', async (_, args, text) => {
    const { code, stdout, stderr } = await here.run(['push', ...args]);

    expect({ code, stdout }).toEqual({ code: 64, stdout: '' });
    expect(stderr).toContain(text);
    expect(stderr).toContain('How it goes: amplify-import push --help\n');
    expect(await readdir(here.folder)).toEqual(['request.json']);
  });

  it('is ended by Ctrl-C while it waits for the link, and exits with 130', async () => {
    await here.run(['run', 'request.json']);
    await holdLink();

    const child = spawn(
      resolve('node_modules/.bin/node'),
      [here.command, 'push', ...link, '--json'],
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
    expect(stderr).toMatch(
      /\nStopping; press Ctrl-C once more to end it at once\.\nInterrupted\. /,
    );
  });
});

/** The link is in the hands of a run of this very process, which is alive. */
async function holdLink(): Promise<void> {
  const store = folderLinkStore(join(here.folder, '.amplify-import'));
  const read = await store.read({ app: 'storefront', env: 'prod' });
  await store.write(withLease(read.item, localExecutionId(), new Date()), read);
}

import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { publishedPaths } from '../../src/domain/config/files.ts';
import { userPoolId, webClientId } from '../support/builders/ids.ts';
import { resultIn, type Bench } from './command.ts';
import { eachOnItsBench } from './each-on-its-bench.ts';
import { hasPython, inTerminal, keys, type Typing } from './terminal.ts';
import { userPoolAnswers } from './cognito-answers.ts';
import { awsError, type StandIn } from './stand-in.ts';

const request = { app: 'storefront', env: 'prod', userPoolId, webClientId };

let cloud: StandIn;
let here: Bench;

eachOnItsBench(async (itsBench, standingIn) => {
  [here, cloud] = [itsBench, standingIn];
  cloud.answer(userPoolAnswers());
  await here.request(request);
});

describe('amplify-import run', () => {
  it('publishes, pushes, and prints one document, its progress apart', async () => {
    const end = await here.run(['run', 'request.json', '--json']);

    const result = resultIn(end);
    const states = end.stderr.split('\n').map((line) => line.slice(2, 26).trim());
    expect(end.code).toBe(0);
    expect(result).toMatchObject({ status: 'published', push: { status: 'pushed' } });
    expect(result.published?.files.map(({ key }) => key)).toEqual(
      publishedPaths.map((name) => `config/storefront/prod/${name}`),
    );
    expect(states).toEqual(expect.arrayContaining(['Read request', 'Publish config', 'Close run']));
    expect(end.stderr).toMatch(
      new RegExp(
        String.raw`✓ Publish config +\d+ ms {2}revision 1, ${publishedPaths.length} files written\n`,
      ),
    );
  });

  it('keeps its store in .amplify-import unless told otherwise', async () => {
    await here.run(['run', 'request.json']);

    const store = join(here.folder, '.amplify-import');
    const events = await readFile(join(store, '.state', 'events.jsonl'), 'utf8');
    expect((await readdir(here.folder)).sort()).toEqual(['.amplify-import', 'request.json']);
    expect((await readdir(store)).sort()).toEqual(['.state', 'config', 'reports']);
    expect(events.match(/"detail-type":"[^"]+"/g)).toEqual([
      '"detail-type":"Auth Config Published"',
      '"detail-type":"Auth Pushed"',
    ]);
  });

  it('finds nothing to do the second time', async () => {
    await here.run(['run', 'request.json', '--store', 'store']);

    const again = await here.run(['run', 'request.json', '--store', 'store', '--json']);

    expect(again.code).toBe(0);
    expect(resultIn(again)).toMatchObject({ status: 'unchanged', published: { revision: 1 } });
    expect(resultIn(again).push).toBeUndefined();
  });

  it('says what a plan would do, with an exit code of its own if asked', async () => {
    const plan = ['run', 'request.json', '--mode', 'plan', '--detailed-exit-code', '--json'];

    const planned = await here.run(plan);
    await here.run(['run', 'request.json']);
    const nothing = await here.run(plan);
    const plain = await here.run(plan.filter((word) => word !== '--detailed-exit-code'));

    expect([planned.code, nothing.code, plain.code]).toEqual([3, 0, 0]);
    expect(resultIn(planned)).toMatchObject({ status: 'planned' });
    const changed = (end: typeof planned) =>
      resultIn(end).plan?.files.filter((file) => file.changed).length;
    expect([changed(planned), changed(nothing)]).toEqual([publishedPaths.length, 0]);
  });

  it('takes its request by standard input', async () => {
    const end = await here.run(['run', '-', '--mode', 'plan', '--json'], JSON.stringify(request));

    expect(end.code).toBe(0);
    expect(resultIn(end).status).toBe('planned');
  });

  it('runs the stored request again for app and env alone', async () => {
    await here.run(['run', 'request.json']);
    await here.request({ app: 'storefront', env: 'prod' });

    const again = await here.run(['run', 'request.json', '--json']);

    expect(resultIn(again)).toMatchObject({ status: 'unchanged', published: { revision: 1 } });
  });

  it('copies the published files to a folder, named as a frontend expects them', async () => {
    await here.run(['run', 'request.json', '--out', 'web/src']);

    const copies = join(here.folder, 'web/src');
    const current = join(here.folder, '.amplify-import/config/storefront/prod');
    expect(await filesBelow(copies)).toEqual(publishedPaths);
    for (const name of publishedPaths) {
      const [copy, original] = await Promise.all(
        [copies, current].map((folder) => readFile(join(folder, name), 'utf8')),
      );
      expect(copy).toBe(original);
    }
  });

  it('copies them the second time, too, though nothing is written to the store', async () => {
    await here.run(['run', 'request.json']);

    await here.run(['run', 'request.json', '--out', 'public']);

    expect(await filesBelow(join(here.folder, 'public'))).toEqual(publishedPaths);
  });

  it('reports what it refuses in words, each finding with its fix', async () => {
    cloud.answer({
      ...userPoolAnswers(),
      DescribeUserPool: () => {
        throw awsError('ResourceNotFoundException');
      },
    });

    const { code, stdout } = await here.run(['run', 'request.json']);

    expect(code).toBe(1);
    expect(stdout).toMatch(/^REFUSED\nThe import of storefront\/prod was refused: \d errors?, /);
    expect(stdout).toContain(`[error] USER_POOL_NOT_FOUND ${userPoolId}\n`);
    expect(stdout).toMatch(/\n {2}fix: .+\n/);
    expect(stdout).toMatch(/\nReport: .+\/report\.json\n$/);
  });

  it('says in one document, too, why it cannot even begin', async () => {
    const { code, stdout, stderr } = await here.run([
      'run',
      'request.json',
      '--store',
      'aws',
      '--json',
    ]);

    expect(code).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({ status: 'failed', error: { name: 'AccessDenied' } });
    expect(stderr).toMatch(/^AccessDenied: AWS denied ssm:GetParameter/);
  });
});

const at = hasPython ? describe : describe.skip;

at(`amplify-import run at a terminal${hasPython ? '' : ' (skipped: python3 makes it)'}`, () => {
  const question = 'Import storefront/prod';
  const run = (typing: Typing, ...words: string[]) =>
    inTerminal(here, cloud.endpoint, [here.command, 'run', 'request.json', ...words], typing);

  it('takes the answer after a request that was typed there', async () => {
    const typed = `${JSON.stringify(request)}\n${keys.controlD}`;

    const { code, shown } = await inTerminal(
      here,
      cloud.endpoint,
      [here.command, 'run', '-'],
      [
        ['', typed],
        [question, 'y'],
      ],
    );

    expect(code).toBe(0);
    expect(shown).toContain('PUBLISHED');
  });

  it('shows the plan and asks, writes nothing after a no, and takes --yes for a yes', async () => {
    const declined = await run([[question, 'n']]);
    const files = await filesBelow(join(here.folder, '.amplify-import'));
    const agreed = await run([], '--yes');

    expect(declined.code).toBe(1);
    expect(declined.shown).toMatch(
      /Plan sha256:[^]+\nRegion eu-west-1, no profile named\r\n[^]+Import/,
    );
    expect(declined.shown.trimEnd()).toMatch(/Nothing was written\.$/);
    expect(files.filter((path) => path.startsWith('config/'))).toEqual([]);
    expect(agreed.code).toBe(0);
    expect(agreed.shown).not.toContain(question);
    expect(agreed.shown).toContain('PUBLISHED');
  }, 40_000);
});

/** Paths of all files below a folder. */
async function filesBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(folder, join(parentPath, name)))
    .toSorted();
}

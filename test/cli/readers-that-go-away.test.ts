import { spawn } from 'node:child_process';
import { readFile, readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { userPoolId, webClientId } from '../support/builders/ids.ts';
import { benchEnvironment } from './bench-environment.ts';
import { userPoolAnswers } from './cognito-answers.ts';
import { resultIn, type Bench } from './command.ts';
import { eachOnItsBench } from './each-on-its-bench.ts';
import { regionAnswers } from './region-answers.ts';
import type { StandIn } from './stand-in.ts';

const request = { app: 'storefront', env: 'prod', userPoolId, webClientId };
const ownNode = resolve('node_modules/.bin/node');

let here: Bench;
let cloud: StandIn;

eachOnItsBench(async (itsBench, standingIn) => {
  [here, cloud] = [itsBench, standingIn];
  cloud.answer(userPoolAnswers());
  await here.request(request);
});

type Streams = readonly ('stdout' | 'stderr')[];

/** Runs the command, whose readers go away at the first word on standard error, or at once. */
function runWithout(readers: Streams, words: readonly string[], when: 'at once' | 'at a word') {
  const child = spawn(ownNode, [here.command, ...words], {
    cwd: here.folder,
    env: benchEnvironment(here.folder, cloud.endpoint),
  });
  const leave = () => readers.forEach((name) => child[name].destroy());
  for (const name of ['stdout', 'stderr'] as const) child[name].on('data', () => undefined);
  if (when === 'at once') leave();
  else child.stderr.once('data', leave);
  return new Promise<number | null>((ended) => child.on('close', (code) => ended(code)));
}

/** How a line of a shell ends in which the words are the command; AWS is in this process, which has to go on. */
function inShell(line: string, words: readonly string[]) {
  const child = spawn('bash', ['-c', line, ownNode, here.command, ...words], {
    cwd: here.folder,
    env: { ...benchEnvironment(here.folder, cloud.endpoint), PATH: process.env['PATH'] },
  });
  let stderr = '';
  child.stderr.on('data', (text: Buffer) => (stderr += text.toString()));
  child.stdout.resume();
  return new Promise<{ code: number | null; stderr: string }>((ended) =>
    child.on('close', (code) => ended({ code, stderr })),
  );
}

/** The exit code of the command, whose reader takes one line. */
const firstLine = `"$0" "$@" 2>&1 | head -1 >/dev/null; exit "\${PIPESTATUS[0]}"`;

async function published(): Promise<readonly string[]> {
  const folder = join(here.folder, '.amplify-import/config/storefront/prod');
  const text = await readFile(join(folder, 'manifest.json'), 'utf8');
  return [text, ...(await readdir(folder, { recursive: true })).toSorted()];
}

describe('A reader that goes away', () => {
  it.each([
    ['both readers at the first word', ['stdout', 'stderr'], 'at a word'],
    ['the one of the progress', ['stderr'], 'at a word'],
    ['the one of the result', ['stdout'], 'at once'],
  ] as const)('changes nothing about a run: %s', async (_, readers, when) => {
    const code = await runWithout(readers, ['run', 'request.json'], when);

    expect(code).toBe(0);
    const files = await published();
    expect(files).toContain('amplify_outputs.json');
    const again = await here.run(['run', 'request.json', '--json']);
    expect(resultIn(again)).toMatchObject({ status: 'unchanged', published: { revision: 1 } });
  });

  it.each([
    ['run', ['run', 'request.json'], 0],
    ['fetch of what is not there', ['fetch', '--app', 'other', '--env', 'prod', '--store', '.'], 3],
  ])('leaves the exit code as it is, behind `| head -1`: %s', async (_, words, code) => {
    expect(await inShell(firstLine, words)).toEqual({ code, stderr: '' });
  });

  it('leaves the exit code of a discovery as it is', async () => {
    cloud.answer(regionAnswers());

    expect(await inShell(firstLine, ['discover'])).toEqual({ code: 0, stderr: '' });
  });

  it.each([
    ['progress', '2>/dev/full', 0],
    ['result', '>/dev/full', 2],
  ])('changes nothing about a run, as a full disk does: that of the %s', async (_, full, ends) => {
    const { code } = await inShell(`"$0" "$@" ${full}`, ['run', 'request.json']);

    expect(code).toBe(ends);
    expect(await published()).toContain('amplify_outputs.json');
  });

  it.each(['>&- 2>&-'])('may be none from the beginning: %s', async (closed) => {
    const { code } = await inShell(`"$0" "$@" ${closed}`, ['run', 'request.json']);

    expect(code).toBe(0);
    expect(await published()).toContain('amplify_outputs.json');
  });
});

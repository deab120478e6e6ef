import { spawn } from 'node:child_process';
import { mkdtemp, readdir, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { unlessInterrupted } from '../../src/cli/interruption.ts';
import { userPoolId, webClientId } from '../support/builders/ids.ts';
import { benchEnvironment } from './bench-environment.ts';
import { userPoolAnswers } from './cognito-answers.ts';
import { resultIn, type Bench } from './command.ts';
import { eachOnItsBench } from './each-on-its-bench.ts';
import type { StandIn } from './stand-in.ts';

const request = { app: 'storefront', env: 'prod', userPoolId, webClientId };

let here: Bench;
let cloud: StandIn;
let silent: Server;
let temporary: string;

eachOnItsBench(async (itsBench, standingIn) => {
  [here, cloud] = [itsBench, standingIn];
  cloud.answer(userPoolAnswers());
  await here.request(request);
  temporary = await mkdtemp(join(here.folder, 'tmp-'));
});

/** An AWS that takes every call and answers none. */
beforeAll(async () => {
  silent = createServer(() => undefined);
  await new Promise<void>((listening) => silent.listen(0, '127.0.0.1', listening));
});

afterAll(() => {
  silent.closeAllConnections();
  silent.close();
});

/** Runs until the lease is taken and AWS is asked, and then presses Ctrl-C. */
function runUntilAsked(words = ['run', 'request.json', '--json']) {
  const endpoint = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
  const child = spawn(resolve('node_modules/.bin/node'), [here.command, ...words], {
    cwd: here.folder,
    env: { ...benchEnvironment(here.folder, endpoint), TMPDIR: temporary },
  });
  let [stdout, stderr] = ['', ''];
  silent.once('request', () => child.kill('SIGINT'));
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  return new Promise<{
    code: number | null;
    signal: string | null;
    stdout: string;
    stderr: string;
  }>((ended) => child.on('close', (code, signal) => ended({ code, signal, stdout, stderr })));
}

describe('A run that is ended by Ctrl-C', () => {
  it('stops the step that is under way, says so, and exits with 130 and without a result', async () => {
    const end = await runUntilAsked();

    expect(end).toMatchObject({ code: 130, signal: null, stdout: '' });
    expect(end.stderr).toMatch(
      /✓ Take lease .*\nStopping; press Ctrl-C once more to end it at once\.\nInterrupted\. Nothing was written: start it again\.\n$/,
    );
  });

  it('keeps no later run from the lease', async () => {
    await runUntilAsked();

    const again = await here.run(['run', 'request.json', '--json']);

    expect(again.code).toBe(0);
    expect(resultIn(again).status).toBe('published');
  });

  it.each([
    ['compare', ['shipped.json', 'request.json']],
    ['bridge', ['terraform', 'request.json']],
  ])('leaves nothing of a plan in passing behind: %s', async (command, words) => {
    await writeFile(join(here.folder, 'shipped.json'), '{ "version": "1.3" }');

    const end = await runUntilAsked([command, ...words]);

    expect(end).toMatchObject({ code: 130, signal: null, stdout: '' });
    expect(end.stderr).toMatch(/\nInterrupted\. Nothing was written\.\n$/);
    expect(await readdir(temporary)).toEqual([]);
  });

  it('listens to the first one only: the next one ends the process, as it does by itself', async () => {
    const listeners: number[] = [];
    jest.spyOn(process.stderr, 'write').mockReturnValue(true);

    const before = process.listenerCount('SIGINT');
    const ended = await unlessInterrupted(
      async (signal) => {
        listeners.push(process.listenerCount('SIGINT') - before);
        process.emit('SIGINT');
        listeners.push(process.listenerCount('SIGINT') - before);
        signal.throwIfAborted();
      },
      () => 'Nothing was written.',
    );

    expect(ended).toBeNull();
    expect(listeners).toEqual([1, 0]);
  });

  it('is one no more once it has ended by itself, and what else it throws is thrown', async () => {
    const before = process.listenerCount('SIGINT');

    const result = await unlessInterrupted(
      async () => 'done',
      () => 'Nothing was written.',
    );
    const broken = unlessInterrupted(
      async () => {
        throw new Error('It broke.');
      },
      () => 'Nothing was written.',
    );

    expect(result).toBe('done');
    await expect(broken).rejects.toThrow('It broke.');
    expect(process.listenerCount('SIGINT')).toBe(before);
  });
});

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { startEmulator } from '../../src/local/emulator.ts';
import { askWhoListens, editionWith } from '../../src/local/health.ts';
import { answering, emptyProject, installFakePython, ministack, writeScript } from './stand-ins.ts';

const said: string[] = [];
const log = (line: string): void => void said.push(line);
let root: string;
let environment: Record<string, string>;

beforeEach(() => {
  said.length = 0;
  root = emptyProject();
  environment = { PATH: `${join(root, 'bin')}:/usr/bin:/bin`, AWS_PROFILE: 'production' };
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

describe('An endpoint that is given by AWS_ENDPOINT_URL', () => {
  it('is refused unless it is on this machine, and nothing is installed or started', async () => {
    const given = { ...environment, AWS_ENDPOINT_URL: 'https://iam.amazonaws.com' };

    const starting = startEmulator({ root, environment: given, log });

    await expect(starting).rejects.toThrow('refuses the endpoint "https://iam.amazonaws.com"');
    expect(existsSync(join(root, '.local'))).toBe(false);
  });

  it('is used as it is: nothing is started, nothing is stopped', async () => {
    const server = await answering(ministack);
    const given = { ...environment, AWS_ENDPOINT_URL: server.endpoint };

    const emulator = await startEmulator({ root, environment: given, log });
    await emulator.stop();

    expect(emulator).toMatchObject({ endpoint: server.endpoint, startedHere: false });
    expect(await askWhoListens(server.endpoint)).toMatchObject({ kind: 'ministack' });
    server.close();
  });

  it('is refused in plain words when nothing answers there', async () => {
    const server = await answering(ministack);
    server.close();
    const given = { ...environment, AWS_ENDPOINT_URL: server.endpoint };

    await expect(startEmulator({ root, environment: given, log })).rejects.toThrow(
      'but nothing answers there',
    );
  });
});

describe('A port that is taken', () => {
  it('is used when an emulator has it, and that is said', async () => {
    const server = await answering({ ...ministack, version: '1.4.0' });

    const emulator = await startEmulator({ port: server.port, root, environment, log });

    expect(emulator).toMatchObject({ endpoint: server.endpoint, startedHere: false });
    expect(said).toEqual([
      `using the emulator that already runs on port ${server.port} (1.4.0, though not the pinned 1.5.33)`,
    ]);
    server.close();
  });

  it('is refused when it was asked for and something else has it', async () => {
    const server = await answering({ hello: 'world' });

    await expect(startEmulator({ port: server.port, root, environment, log })).rejects.toThrow(
      `Port ${server.port} is taken by something that is no emulator`,
    );
    server.close();
  });
});

describe('The virtual environment', () => {
  it('says what to install when there is no Python', async () => {
    environment['PATH'] = join(root, 'bin');

    await expect(startEmulator({ port: 0, root, environment, log })).rejects.toThrow(
      'there is no python3 on the PATH. Install it: "apt install python3 python3-venv"',
    );
  });

  it('says what to install when Python has no venv module', async () => {
    writeScript(join(root, 'bin/python3'), '#!/bin/sh\necho True\nexit 1\n');

    await expect(startEmulator({ port: 0, root, environment, log })).rejects.toThrow(
      'has no venv module. Install it: "apt install python3-venv"',
    );
  });

  it('says that Python is too old', async () => {
    writeScript(join(root, 'bin/python3'), '#!/bin/sh\necho False\n');

    await expect(startEmulator({ port: 0, root, environment, log })).rejects.toThrow('is older');
  });

  it('shows the end of the log of a failed install, and leaves nothing half made', async () => {
    installFakePython(root);
    writeScript(join(root, 'venv-python'), '#!/bin/sh\necho no matching distribution\nexit 1\n');

    const starting = startEmulator({ port: 0, root, environment, log });

    await expect(starting).rejects.toThrow(/Installing the emulator failed[^]*no matching/);
    expect(readdirSync(join(root, '.local'))).toEqual(['install.log']);
  });

  it('is made once, and again when the pins change', async () => {
    installFakePython(root);
    const startAndStop = async () =>
      (await startEmulator({ port: 0, root, environment, log })).stop();

    await startAndStop();
    await startAndStop();
    const installs = () => readFileSync(join(root, 'installs'), 'utf8').trim().split('\n').length;
    expect(installs()).toBe(1);

    writeFileSync(join(root, 'src/local/requirements.txt'), 'ministack==1.5.34\n');
    await startAndStop();
    expect(installs()).toBe(2);
  });
});

describe('An emulator that is started here', () => {
  it('runs with a clean environment, our node first, on this machine only', async () => {
    installFakePython(root);

    const emulator = await startEmulator({ port: 0, root, environment, log });

    const seen = JSON.parse(readFileSync(join(root, 'daemon.json'), 'utf8'));
    expect(seen.PATH.split(':')[0]).toBe(dirname(process.execPath));
    expect(seen).toMatchObject({
      BIND_HOST: '127.0.0.1',
      IOT_MTLS_ENABLED: '0',
      SFTP_ENABLED: '0',
      AWS_CONFIG_FILE: '/dev/null',
    });
    for (const name of ['AWS_PROFILE', 'AWS_ENDPOINT_URL', 'HOME']) {
      expect(seen).not.toHaveProperty(name);
    }
    await emulator.stop();
  });

  it('has Amplify Hosting played beside it, and hands the address to the functions', async () => {
    installFakePython(root);

    const emulator = await startEmulator({ port: 0, root, environment, log });

    const seen = JSON.parse(readFileSync(join(root, 'daemon.json'), 'utf8'));
    expect(seen.AWS_ENDPOINT_URL_AMPLIFY).toBe(emulator.hosting);
    const hosting = emulator.hosting ?? '';
    expect(await askWhoListens(hosting)).toEqual({ kind: 'other' });
    await emulator.stop();
    expect(await askWhoListens(hosting)).toEqual({ kind: 'nothing' });
  });

  it('tells another process where Amplify Hosting is played, as long as it is', async () => {
    installFakePython(root);
    const emulator = await startEmulator({ port: 0, root, environment, log });
    const given = { ...environment, AWS_ENDPOINT_URL: emulator.endpoint };

    const found = await startEmulator({ root, environment: given, log });

    expect(found.hosting).toBe(emulator.hosting);
    await emulator.stop();
    const left = await answering({ ...ministack, edition: editionWith(emulator.hosting ?? '') });
    const alone = { ...environment, AWS_ENDPOINT_URL: left.endpoint };
    expect(await startEmulator({ root, environment: alone, log })).not.toHaveProperty('hosting');
    left.close();
  });

  it('is gone, with its temporary folder, when it was stopped', async () => {
    installFakePython(root);
    const emulator = await startEmulator({ port: 0, root, environment, log });
    expect(emulator.startedHere).toBe(true);

    await emulator.stop();

    expect(await askWhoListens(emulator.endpoint)).toEqual({ kind: 'nothing' });
    const { TMPDIR } = JSON.parse(readFileSync(join(root, 'daemon.json'), 'utf8'));
    expect(existsSync(TMPDIR)).toBe(false);
  });

  it('shows the end of its log when it does not come up', async () => {
    installFakePython(root);
    mkdirSync(join(root, '.local'));
    writeFileSync(join(root, 'server.cjs'), 'throw new Error("no room for an emulator")');

    await expect(startEmulator({ port: 0, root, environment, log })).rejects.toThrow(
      /The emulator ended while it started\. The end of [^]*emulator\.log:[^]*no room for an emulator/,
    );
  });
});

describe('The pins', () => {
  it('name exact versions of packages, and no place to get them from', () => {
    const lines = readFileSync('src/local/requirements.txt', 'utf8').trim().split('\n');
    const pins = lines.filter((line) => !line.startsWith('#'));

    expect(pins).toContain('ministack==1.5.33');
    for (const pin of pins) {
      expect(pin).toMatch(/^[\w-]+==[\d.]+(post\d+)?( ; python_version < "3\.11")?$/);
    }
  });
});

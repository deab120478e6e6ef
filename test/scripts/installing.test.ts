import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { installMissing } from '../../scripts/packages.mjs';
import { writeScript } from '../local/stand-ins.ts';

let root: string;
let told: string;
let terminal: object;

/** A project with one package for the product and one for its tests, and an npm that only notes its words. */
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'amplify-import-install-'));
  lock('1.0.0');
  npm('mkdir -p node_modules/node/node_modules');
  told = '';
  terminal = {};
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

function lock(version: string): void {
  const packages = {
    '': { workspaces: ['test'], devDependencies: { zod: version } },
    'node_modules/jest': { version },
    'node_modules/zod': { version },
    test: { devDependencies: { jest: version } },
  };
  writeFileSync(join(root, 'package-lock.json'), JSON.stringify({ packages }));
}

function npm(action: string): void {
  writeScript(join(root, 'bin/npm'), `#!/bin/sh\necho "$*" >> '${root}/installs'\n${action}\n`);
}

const install = (withTests: boolean) =>
  installMissing(root, withTests, {
    env: { PATH: [join(root, 'bin'), '/usr/bin:/bin'].join(delimiter) },
    stderr: { write: (text) => Boolean((told += String(text))), ...terminal },
  });

/** What was installed so far, each time. */
function installs(): string[] {
  if (!existsSync(join(root, 'installs'))) return [];
  const lines = readFileSync(join(root, 'installs'), 'utf8').trim().split('\n');
  return lines.map((line) => (line.includes(' --workspaces=false') ? 'product' : 'all'));
}

describe('Packages', () => {
  it('come once: for the product, and with the first test those of the tests', async () => {
    for (const withTests of [false, false, true, true, false])
      expect(await install(withTests)).toBe(0);

    expect(installs()).toEqual(['product', 'all']);
  });

  it('come all at once with the tests, and stay when the product is asked for', async () => {
    await install(true);
    await install(false);
    lock('1.0.1');
    await install(false);
    await install(true);

    expect(installs()).toEqual(['all', 'all']);
  });

  it('come once where two commands start at the same time, of which one waits', async () => {
    npm('sleep 0.3; mkdir -p node_modules/node/node_modules');

    expect(await Promise.all([install(false), install(false)])).toEqual([0, 0]);

    expect(installs()).toEqual(['product']);
    expect(told.match(/Another command installs the packages/g)).toHaveLength(1);
  });

  it('come although a command has died while it installed them', async () => {
    const { pid } = spawnSync('true');
    mkdirSync(join(root, '.local'));
    writeFileSync(join(root, '.local', 'installing'), String(pid));

    expect(await install(false)).toBe(0);

    expect(installs()).toEqual(['product']);
  });

  it('come again when the lock file is another one', async () => {
    await install(false);
    lock('1.0.1');
    await install(false);

    expect(installs()).toEqual(['product', 'product']);
  });

  it('come again after an install that did not come to its end, with the code of npm', async () => {
    await install(false);
    npm('exit 7');

    expect(await install(true)).toBe(7);
    expect(await install(false)).toBe(7);
    npm('exit 0');
    expect(await install(false)).toBe(0);
    expect(installs()).toEqual(['product', 'all', 'product', 'product']);
  });

  it('are counted on a terminal, where npm speaks only of a failure', async () => {
    terminal = { isTTY: true, columns: 80 };
    npm('echo added them all; mkdir -p node_modules/jest && touch node_modules/jest/package.json');
    await install(true);
    expect(told).toMatch(
      /\rInstalling packages: 0 of 2, 0 s.*\rInstalling packages: 1 of 2, \d s.*\n$/,
    );

    npm('echo no space left on the device >&2; exit 1');
    lock('1.0.1');
    await install(true);
    expect(told).toMatch(/\nno space left on the device\n$/);
  });

  it('come without the headers of Node', async () => {
    await install(false);

    expect(existsSync(join(root, 'node_modules/node'))).toBe(true);
    expect(existsSync(join(root, 'node_modules/node/node_modules'))).toBe(false);
  });
});

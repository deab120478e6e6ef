import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { fetchedSchema } from '../../src/contract/fetched.ts';
import { folderConfigStore } from '../../src/engine/folder-config-store.ts';
import { temporaryFolders } from '../stores/temporary-folder.ts';
import {
  identityPoolId,
  nativeClientId,
  userPoolId,
  webClientId,
} from '../support/builders/ids.ts';
import { nativeFiles, publish, runHere, webFiles } from './published.ts';

const newFolder = temporaryFolders();
let store: string;
let app: string;

beforeEach(async () => {
  [store, app] = [await newFolder(), await newFolder()];
});

const fetch = (...args: string[]) => {
  const link = ['--app', 'storefront', '--env', 'prod', '--store', store];
  return runHere(['fetch', ...link, '--out', app, '--format', ...args]);
};
const file = () => join(app, '.env');

describe('fetch --format env', () => {
  it('puts the ids into the .env of the folder, and keeps its other lines and its rights', async () => {
    await publish(folderConfigStore(store), { ...webFiles, ...nativeFiles });
    await writeFile(file(), 'API_KEY=mine\n', { mode: 0o600 });

    const { code } = await fetch('env');

    expect(code).toBe(0);
    expect(parseEnv(await readFile(file(), 'utf8'))).toEqual({
      API_KEY: 'mine',
      AMPLIFY_USERPOOL_ID: userPoolId,
      AMPLIFY_WEBCLIENT_ID: webClientId,
      AMPLIFY_NATIVECLIENT_ID: nativeClientId,
      AMPLIFY_IDENTITYPOOL_ID: identityPoolId,
    });
    expect((await stat(file())).mode & 0o777).toBe(0o600);
    expect(await readdir(app)).toEqual(['.env']);
  });

  it('goes beside other formats, and says that it is no copy of a published file', async () => {
    await publish(folderConfigStore(store), { ...webFiles, ...nativeFiles });

    const { stdout } = await fetch('exports,env', '--json');

    const { files } = fetchedSchema.parse(JSON.parse(stdout));
    expect(files.map(({ path, sha256 }) => [path.slice(app.length + 1), sha256 === null])).toEqual([
      ['aws-exports.js', false],
      ['.env', true],
    ]);
  });

  it('is no part of all', async () => {
    await publish(folderConfigStore(store), { ...webFiles, ...nativeFiles });

    await fetch('all');

    expect(await readdir(app)).not.toContain('.env');
  });

  it('ends with 3 when no file says the native client', async () => {
    await publish(folderConfigStore(store));

    const { code, stderr } = await fetch('env');

    expect(code).toBe(3);
    expect(stderr).toContain('holds nothing of the format env');
  });
});

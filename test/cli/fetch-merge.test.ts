import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { fetchedSchema } from '../../src/contract/fetched.ts';
import { folderConfigStore } from '../../src/engine/folder-config-store.ts';
import { temporaryFolders } from '../stores/temporary-folder.ts';
import { identityPoolId, userPoolId } from '../support/builders/ids.ts';
import { publish, runHere, webFiles } from './published.ts';

const newFolder = temporaryFolders();
let store: string;
let app: string;
let file: string;

beforeEach(async () => {
  [store, app] = [await newFolder(), await newFolder()];
  file = join(app, 'amplify_outputs.json');
  await publish(folderConfigStore(store));
});

const merge = (...args: string[]) => {
  const link = ['--app', 'storefront', '--env', 'prod', '--store', store];
  return runHere(['fetch', ...link, '--merge', file, '--out', app, ...args]);
};
const ours = JSON.parse(webFiles['amplify_outputs.json'] ?? '') as Record<string, unknown>;

describe('fetch --merge', () => {
  it('puts our auth into the file of a backend, and keeps its other bytes', async () => {
    const data = '"data": {\n      "url": "https://x",  "size": 12345678901234567890 }';
    await writeFile(
      file,
      `{\n  "auth": {"user_pool_id": "${userPoolId}"},\n  ${data},\n  "version": "1.3"\n}\n`,
    );

    const { code, stdout } = await merge();

    const text = await readFile(file, 'utf8');
    expect(code).toBe(0);
    expect(stdout).toContain(`wrote ${file}, with our auth`);
    expect(text).toContain(data);
    expect(JSON.parse(text)).toMatchObject({ auth: ours['auth'], version: ours['version'] });
  });

  it('says which sections stay as the file has them', async () => {
    const storage = { aws_region: 'eu-west-1', bucket_name: 'theirs' };
    await writeFile(file, JSON.stringify({ version: '1.5', storage }));
    const withStorage = { ...ours, storage: { ...storage, bucket_name: 'ours' } };
    await publish(folderConfigStore(store), {
      ...webFiles,
      'amplify_outputs.json': JSON.stringify(withStorage),
    });

    const { stdout } = await merge();

    expect(stdout).toContain('its own storage stays: take it out to get ours');
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual({ ...withStorage, storage });
  });

  it('touches nothing the second time, and says so in JSON', async () => {
    await writeFile(file, JSON.stringify({ version: '1.5' }));
    await merge();
    const { mtimeMs } = await stat(file);

    const { stdout } = await merge('--json');

    const { status, files, merged } = fetchedSchema.parse(JSON.parse(stdout));
    expect({ status, files }).toEqual({ status: 'unchanged', files: [] });
    expect(merged).toEqual({
      path: file,
      changed: false,
      taken: ['auth'],
      kept: [],
      own: [],
      changes: [],
    });
    expect((await stat(file)).mtimeMs).toBe(mtimeMs);
  });

  it('writes other formats beside it, and no second outputs file', async () => {
    file = join(app, 'backend', 'amplify_outputs.json');
    await mkdir(join(app, 'backend'));
    await writeFile(file, JSON.stringify({ version: '1.5' }));

    const { stdout } = await merge('--format', 'all', '--json');

    const { files } = fetchedSchema.parse(JSON.parse(stdout));
    expect(files.map(({ path }) => path.slice(app.length + 1))).toEqual([
      'amplifyconfiguration.json',
      'aws-exports.js',
    ]);
  });

  it.each([
    ['user pool', { user_pool_id: 'eu-west-1_OtherPool' }, 'eu-west-1_OtherPool', userPoolId],
    [
      'identity pool',
      { user_pool_id: userPoolId, identity_pool_id: 'eu-west-1:0' },
      'eu-west-1:0',
      identityPoolId,
    ],
  ])('refuses a file of another %s with both ids, and leaves everything', async (_, auth, a, b) => {
    const text = JSON.stringify({ version: '1.5', auth });
    await writeFile(file, text);

    const { code, stdout, stderr } = await merge('--format', 'all', '--json');

    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ status: 'refused', error: { name: 'PoolsDiffer' } });
    expect(stderr).toContain(a);
    expect(stderr).toContain(b);
    expect(await readFile(file, 'utf8')).toBe(text);
  });

  it.each([
    ['is not there', null],
    ['is no JSON', '{'],
    ['is no outputs file', '{"aws_project_region":"eu-west-1"}'],
  ])('is a mistake of the command line with a file that %s', async (_, text) => {
    if (text !== null) await writeFile(file, text);

    const { code, stderr } = await merge();

    expect(code).toBe(64);
    expect(stderr).toContain(`--merge ${file}`);
  });

  it('takes the outputs only', async () => {
    await writeFile(file, '{"version":"1.5"}');

    const { code, stderr } = await merge('--format', 'exports');

    expect(code).toBe(64);
    expect(stderr).toContain('--merge takes the outputs');
  });
});

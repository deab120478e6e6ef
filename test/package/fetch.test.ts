import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { folderConfigStore } from '../../src/engine/folder-config-store.ts';
import { benchEnvironment } from '../cli/bench-environment.ts';
import { builtCommand } from '../cli/built-command.ts';
import { bench, type Bench } from '../cli/command.ts';
import { publish, webFiles } from '../cli/published.ts';
import { s3StandIn, type S3StandIn } from '../cli/s3-stand-in.ts';
import { nodes } from './nodes.ts';

const command = builtCommand();
let s3: S3StandIn;

beforeAll(async () => {
  s3 = await s3StandIn();
});

afterAll(() => s3.close());

describe.each(nodes)('The built command on Node $version', ({ path: node, version }) => {
  let here: Bench;

  beforeEach(async () => {
    here = await bench(command, s3.endpoint, { node, root: dirname(dirname(command)) });
    s3.objects.clear();
    await publish({
      read: async () => null,
      write: async (key, text) => Boolean(s3.objects.set(`/acme-config/${key}`, text)),
    });
    s3.asked.length = 0;
  });

  const fetch = (...args: string[]) =>
    here.run(['fetch', ...args], '', {
      ...benchEnvironment(here.folder, s3.endpoint),
      AMPLIFY_IMPORT_CONFIG_URI: 's3://acme-config/config/storefront/',
      AWS_BRANCH: 'main',
    });
  const written = (name: string) => readFile(join(here.folder, name), 'utf8');

  it('fetches what is published in a bucket, and asks for nothing else', async () => {
    const { code, stderr } = await fetch();

    const revision = expect.stringMatching(/\/revisions\/1-[0-9a-f]{12}\/amplify_outputs\.json$/);
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: 'The branch main stands for the environment prod.\n',
    });
    expect(await written('amplify_outputs.json')).toBe(webFiles['amplify_outputs.json']);
    expect(s3.asked).toEqual(['/acme-config/config/storefront/prod/manifest.json', revision]);
  });

  it('keeps its compiled form in a folder of the user, where Node can, and runs without one', async () => {
    const environment = benchEnvironment(here.folder, s3.endpoint);
    const cache = join(here.folder, 'cache');
    await writeFile(join(here.folder, 'file'), 'no folder can lie below it');

    const runs = [
      await here.run(['--version'], '', { ...environment, XDG_CACHE_HOME: cache }),
      await here.run(['--version'], '', {
        ...environment,
        XDG_CACHE_HOME: join(here.folder, 'file'),
      }),
    ];

    expect(runs).toEqual([
      expect.objectContaining({ code: 0, stderr: '' }),
      expect.objectContaining({ code: 0, stderr: '' }),
    ]);
    expect(existsSync(join(cache, 'amplify-import', 'compiled'))).toBe(!version.startsWith('20.'));
  });

  it('waits and asks again when S3 says to slow down', async () => {
    s3.throttle(3);

    const { code } = await fetch('--format', 'all');

    expect(code).toBe(0);
    expect(await written('aws-exports.js')).toBe(webFiles['aws-exports.js']);
    expect(s3.asked).toHaveLength(4 + 3);
  });

  it('fetches from the folder of a run in process', async () => {
    await publish(folderConfigStore(join(here.folder, '.amplify-import')));

    const args = ['--app', 'storefront', '--env', 'prod', '--store', '.amplify-import'];
    const { code } = await fetch(...args, '--format', 'exports', '--out', 'src');

    expect(code).toBe(0);
    expect(await written('src/aws-exports.js')).toBe(webFiles['aws-exports.js']);
    expect(s3.asked).toEqual([]);
  });

  it('puts our auth into the file of a backend, and keeps its other bytes', async () => {
    await writeFile(
      join(here.folder, 'theirs.json'),
      '{\n\t"data" : {"size": 12345678901234567890 },\n\t"version": "1.5"\n}',
    );

    const { code } = await fetch('--merge', 'theirs.json');

    const text = await written('theirs.json');
    expect(code).toBe(0);
    expect(text).toMatch(
      /^\{\n\t"data" : \{"size": 12345678901234567890 \},\n\t"version": "1\.5",\n/,
    );
    expect(JSON.parse(text)).toMatchObject({
      auth: JSON.parse(webFiles['amplify_outputs.json'] ?? '').auth,
    });
  });

  it('ends with 3 and one document when nothing is published', async () => {
    const { code, stdout } = await fetch('--env', 'dev', '--json');

    expect(code).toBe(3);
    expect(JSON.parse(stdout)).toMatchObject({ error: { name: 'NotPublished' } });
  });
});

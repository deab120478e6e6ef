import { beforeEach, describe, expect, test } from '@jest/globals';
import { readPublished, readPublishedFile } from '../../src/procedures/config/read-published.ts';
import { configFolder, manifestKey } from '../../src/contract/manifest.ts';
import { publishedPaths } from '../../src/domain/config/files.ts';
import { openStore } from '../../src/engine/stores.ts';
import type { ConfigStore } from '../../src/procedures/config/port.ts';
import {
  fullRequest,
  importedAccount,
  runOnce,
  stackServices,
  withGrants,
} from '../support/aws-world/import-runs.ts';
import { sampleAccount } from '../support/aws-world/sample-account.ts';
import { link } from '../support/builders/link.ts';
import { temporaryFolders } from '../stores/temporary-folder.ts';

const newFolder = temporaryFolders();
const metadata = { contentType: 'x', cacheControl: 'x' };
const base = configFolder(link);

/** Where a run keeps its files, and the word by which the command line takes it. */
const places = [
  ['the bucket', () => Promise.resolve({ services: stackServices(), word: 'aws' })],
  [
    'a folder',
    async () => {
      const word = await newFolder();
      return { services: (await openStore(word)).services, word };
    },
  ],
] as const;

/** Every file that a fetch would write, held to the manifest. */
async function fetched(store: ConfigStore): Promise<readonly string[]> {
  const manifest = await readPublished(link, store);
  return Promise.all(manifest.files.map((file) => readPublishedFile(link, manifest, file, store)));
}

async function contentOf(store: ConfigStore): Promise<readonly (string | undefined)[]> {
  const keys = await store.list(`${base}/`);
  return Promise.all(keys.map(async (key) => `${key}\n${(await store.read(key))?.text}`));
}

describe.each(places)('What is damaged of the revision that stands, in %s', (_place, open) => {
  let services: Awaited<ReturnType<typeof open>>['services'];
  let word: string;
  let store: ConfigStore;
  const run = (input: unknown = fullRequest) => runOnce(input, { services });
  const fileOf = async (path: string) =>
    `${base}/${(await readPublished(link, store)).folder}/${path}`;

  beforeEach(async () => {
    sampleAccount();
    ({ services, word } = await open());
    store = services.configStore;
    await run();
  });

  test.each([
    ['deleted', (key: string) => store.remove(key), 'is missing, and its manifest names it'],
    [
      'emptied',
      (key: string) => store.write(key, '', metadata),
      'is not what its manifest says: it is empty',
    ],
    [
      'cut',
      (key: string) => store.write(key, '{}', metadata),
      /is not what its manifest says: it has 2 bytes, not \d+/,
    ],
    [
      'edited',
      async (key: string) => {
        const text = (await store.read(key))?.text ?? '';
        await store.write(key, text.replace('{', '['), metadata);
      },
      /is not what its manifest says: its sha256 is \w{64}, not \w{64}/,
    ],
  ])(
    'A file that was %s is written again, by the command that a fetch names',
    async (...damage) => {
      const [, harm, said] = damage;
      const before = await contentOf(store);
      const key = await fileOf('amplify_outputs.json');
      await harm(key);
      const told = await fetched(store).catch(({ message }: Error) => message);
      expect(told).toContain(store.address(key));
      expect(told).toMatch(said);
      const [, app, env, where] =
        /\namplify-import run --app (\S+) --env (\S+) --store (.+)$/.exec(String(told)) ?? [];
      expect(where).toBe(word);

      const result = await run({ app, env });

      expect([result.status, result.published?.revision]).toEqual(['published', 1]);
      expect(await contentOf(store)).toEqual(before);
      expect(await fetched(store)).toHaveLength(publishedPaths.length);
      expect((await run()).status).toBe('unchanged');
    },
  );

  test('A plan tells that it would be written again, and writes nothing', async () => {
    await store.remove(await fileOf('aws-exports.js'));

    const { status, plan } = await run({ ...fullRequest, mode: 'plan' });

    expect(status).toBe('planned');
    expect(plan?.files.filter(({ changed }) => changed).map(({ key }) => key)).toEqual([
      `${base}/aws-exports.js`,
    ]);
    await expect(fetched(store)).rejects.toThrow('is missing');
  });

  test.each([
    ['is of another link', { app: 'other' }],
    ['leads out of its folder', { folder: '../dev/revisions/1' }],
    ['names other sizes', { files: 'sizes' }],
  ])('A manifest that %s is followed by the next revision', async (_case, change) => {
    const key = manifestKey(link);
    const manifest = JSON.parse((await store.read(key))?.text ?? '{}') as { files: object[] };
    const files = manifest.files.map((file) => ({ ...file, bytes: 1 }));
    const harmed = { ...manifest, ...change, ...('files' in change && { files }) };
    await store.write(key, JSON.stringify(harmed), metadata);
    const told = await fetched(store).catch(({ message }: Error) => message);
    expect(told).toContain('amplify-import run --app storefront --env prod ');

    const result = await run();

    expect([result.status, result.published?.revision]).toEqual(['published', 2]);
    expect(await fetched(store)).toHaveLength(publishedPaths.length);
  });

  test.each([
    ['', 'is empty'],
    ['{"version"', 'is no manifest that this version can read'],
  ])(
    'A manifest that holds %j ends run and fetch alike, and both say how to go on',
    async (...case_) => {
      const [text, said] = case_;
      const key = manifestKey(link);
      await store.write(key, text, metadata);
      const told = `${store.address(key)} ${said}. Bring it back as it was, or delete it and import again`;
      await expect(fetched(store)).rejects.toThrow(told);
      expect((await run()).error?.message).toContain(told);

      await store.remove(key);
      await run();

      expect(await fetched(store)).toHaveLength(publishedPaths.length);
    },
  );
});

describe('The files of a revision', () => {
  const readsOf = (calls: Awaited<ReturnType<typeof importedAccount>>['calls']) =>
    calls.filter(
      ({ action, input }) => action === 'GetObject' && String(input['Key']).includes('/revisions/'),
    ).length;

  test('Are read once each by a run that has nothing to publish', async () => {
    const world = await importedAccount();

    await runOnce(fullRequest);

    expect(readsOf(world.calls)).toBe(publishedPaths.length);
  });

  test('Are not read by a first import, by one that publishes the next, and by one that is refused', async () => {
    const world = sampleAccount();
    await runOnce(fullRequest);
    await runOnce(withGrants([], []));
    await runOnce({ ...fullRequest, webClientId: 'unknown' });

    expect(readsOf(world.calls)).toBe(0);
  });
});

import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { repointedText } from '../../src/contract/repointed.ts';
import { openStore } from '../../src/engine/stores.ts';
import { runHere } from '../cli/published.ts';
import { fullRequest, runOnce } from '../support/aws-world/import-runs.ts';
import { sampleAccount, seedBucket } from '../support/aws-world/sample-account.ts';
import { bucketName, userPoolId } from '../support/builders/ids.ts';
import { codeBlock, codeBlocks, readPage, section } from './markdown.ts';

const page = readPage('docs/environments.md');
const preview = section(page, 'A preview');
const jsonIn = (title: string) =>
  JSON.parse(codeBlock(section(page, title), 'json')) as Record<string, unknown>;
const dev = {
  ...fullRequest,
  env: 'dev',
  grants: { storage: [{ bucket: bucketName, authenticated: ['create', 'read'] }] },
};

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'amplify-import-environments-'));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

describe('docs/environments.md', () => {
  it('shows a second environment that an import takes', async () => {
    const world = sampleAccount();
    seedBucket(world, 'storefront-prod-uploads');
    const opened = await openStore(folder);
    await runOnce(dev, opened);

    const result = await runOnce(jsonIn('One more on the same pools'), opened);

    expect(result.status).toBe('published');
  });

  it('shows the request that its command writes, but for the time', async () => {
    sampleAccount();
    const opened = await openStore(folder);
    await runOnce(dev, opened);
    const [, ...words] = (codeBlocks(preview, 'sh')[0] ?? '').split('\n')[0]?.split(' ') ?? [];
    const path = join(folder, 'pr-42.json');
    const here = words.map((word) => (word === 'pr-42.json' ? path : word));

    const { code } = await runHere([...here, '--store', folder]);
    const written = JSON.parse(await readFile(path, 'utf8')) as Record<string, unknown>;

    const shown = jsonIn('A preview');
    expect(code).toBe(0);
    expect(Object.keys(written)).toEqual(Object.keys(shown));
    expect({ ...written, expires: '' }).toEqual({ ...shown, expires: '' });
    expect((await runOnce(written, opened)).status).toBe('published');
  });

  it('shows the line of a plan that leads to another pool', () => {
    const line = codeBlock(section(page, 'To other pools'), 'text').trim();

    expect(line).toBe(
      repointedText({ field: 'userPoolId', from: userPoolId, to: 'eu-west-1_Another01' }),
    );
  });
});

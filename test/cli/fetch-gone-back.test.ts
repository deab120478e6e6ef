import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { laterRevision, replacedBy } from '../../src/cli/later-revision.ts';
import { manifestKey } from '../../src/contract/manifest.ts';
import { AccessDenied } from '../../src/contract/errors/caller-errors.ts';
import { temporaryFolders } from '../stores/temporary-folder.ts';
import { link } from '../support/builders/link.ts';
import { fromEachStore } from './fetch-places.ts';
import { publish, webFiles } from './published.ts';

const newFolder = temporaryFolders();
const metadata = { contentType: 'application/json', cacheControl: 'no-cache' };
const outputs = 'amplify_outputs.json';
/** The sample's files with another length of passwords. */
const others = {
  ...webFiles,
  [outputs]: (webFiles[outputs] ?? '').replace(/"min_length": \d+/, '"min_length": 42'),
};
const told = /^Files here were of revision 2, and revision 1 is what is published now/m;

fromEachStore('A fetch of a revision before the one that files here are of, from', (here) => {
  /** Publishes revisions, fetches the last, and puts the manifest of an earlier one back. */
  const fetchedThenBack = async (
    revisions: readonly Readonly<Record<string, string>>[],
    back: number,
    fetchAt: number,
    ...args: readonly string[]
  ) => {
    const manifests: string[] = [];
    for (const [index, files] of revisions.entries()) {
      manifests.push(await publish(here().store, files));
      if (index + 1 === fetchAt) await here().fetch(...args);
    }
    await here().store.write(manifestKey(link), manifests[back - 1] ?? '', metadata);
  };

  it('is told, and goes on, since somebody may have gone back on purpose', async () => {
    await fetchedThenBack([webFiles, others], 1, 2);

    const end = await here().fetch('--json');
    const again = await here().fetch('--json');

    expect(end.code).toBe(0);
    expect(end.stderr).toMatch(told);
    expect(end.stderr).toContain(
      `look at its runs (amplify-import show --app storefront --env prod ${here().args.join(' ')}) and`,
    );
    expect(JSON.parse(end.stdout)).toMatchObject({
      status: 'fetched',
      revision: 1,
      replaced: { revision: 2, files: [] },
    });
    expect(await here().written()).toEqual({ [outputs]: webFiles[outputs] });
    expect(again.stderr).toBe('');
    expect(JSON.parse(again.stdout)).not.toHaveProperty('replaced');
  });

  it('is told of a file that is made of a published one', async () => {
    await fetchedThenBack([webFiles, others], 1, 2, '--format', 'dart');

    const { stderr } = await here().fetch('--format', 'dart');

    expect(stderr).toMatch(told);
  });

  it('is told of a file that ours was merged into', async () => {
    const file = join(await newFolder(), outputs);
    await writeFile(file, '{"version": "1.4", "custom": {"own": true}}');
    await fetchedThenBack([webFiles, others], 1, 2, '--merge', file);
    expect(await readFile(file, 'utf8')).toContain('42');

    const { stderr } = await here().fetch('--merge', file);

    expect(stderr).toMatch(told);
  });

  it('is told by any file, also where an earlier revision had the first of them alike', async () => {
    const exports = 'aws-exports.js';
    const edited = { ...others, [exports]: `${webFiles[exports] ?? ''}// of revision 2\n` };
    await fetchedThenBack([others, webFiles, edited], 2, 3, '--format', 'outputs,exports');

    const { stderr } = await here().fetch('--format', 'outputs,exports');

    expect(stderr).toMatch(/^Files here were of revision 3, and revision 2 is what/m);
  });

  it.each([
    ['of the next revision', [webFiles, others], 2, 1],
    ['of a file that an earlier revision had alike', [webFiles, others, webFiles], 2, 1],
  ] as const)('is not told %s', async (_case, revisions, back, fetchAt) => {
    await fetchedThenBack(revisions, back, fetchAt);

    const { code, stderr } = await here().fetch();

    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  it('is not told to those who may not list what there was, and keeps them from nothing', async () => {
    await fetchedThenBack([webFiles, others], 1, 2);
    const path = join(here().out, outputs);
    const placed = { path, text: webFiles[outputs] ?? '', secret: false };
    const file = { placed, source: outputs, make: (text: string) => text };
    const denied = new AccessDenied('s3:ListBucket', 'the bucket');
    const closed = { ...here().store, folders: () => Promise.reject(denied) };

    const replaced = await replacedBy([file]);

    expect(await laterRevision(link, 1, replaced, here().store)).toBe(2);
    expect(await laterRevision(link, 1, replaced, closed)).toBeNull();
  });

  it('is not told of a file that somebody has written', async () => {
    await fetchedThenBack([webFiles, others], 1, 2);
    await mkdir(here().out, { recursive: true });
    await writeFile(join(here().out, outputs), '{}');

    const { stderr } = await here().fetch();

    expect(stderr).toBe('');
  });
});

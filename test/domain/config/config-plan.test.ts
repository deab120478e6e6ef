import { describe, expect, it } from '@jest/globals';

import { manifestSchema, type Manifest } from '../../../src/contract/manifest.ts';
import { byteLength, sha256 } from '../../../src/domain/canonical.ts';
import {
  currentKey,
  planConfig,
  type PublishedNow,
} from '../../../src/domain/config/config-plan.ts';
import { publishedPaths, renderFiles } from '../../../src/domain/config/files.ts';
import { link } from '../../support/builders/link.ts';
import { clientConfig } from '../../support/builders/settings.ts';

const file = (path: string, content: string) => ({
  path,
  content,
  contentType: 'application/json',
});
const rendered = [file('a.json', '{"a":"é"}\n'), file('b.json', '{}\n')];
const nothing: PublishedNow = { manifest: null, manifestEtag: null, currentCopies: {} };

/** What is published once a plan has been carried out. */
const after = (files: typeof rendered, before: PublishedNow = nothing): PublishedNow => {
  const { manifest } = planConfig(link, files, before);
  return {
    manifest: manifest === null ? before.manifest : readManifest(manifest),
    manifestEtag: '"etag"',
    currentCopies: Object.fromEntries(files.map(({ path, content }) => [path, content])),
  };
};
const readManifest = (text: string | null): Manifest =>
  manifestSchema().parse(JSON.parse(text ?? ''));

describe('The first config of a link', () => {
  it('is revision 1, and every file is new', () => {
    const { revision, files, manifest } = planConfig(link, rendered, nothing);

    expect(revision).toBe(1);
    expect(files.map(({ changed, repair }) => [changed, repair])).toEqual([
      [true, true],
      [true, true],
    ]);
    expect(readManifest(manifest)).toMatchObject({ version: '1', ...link, revision: 1 });
  });

  it('lists each file with its size in bytes and its hash', () => {
    const { files, manifest } = planConfig(link, rendered, nothing);

    const [first] = readManifest(manifest).files;
    expect(first).toEqual({
      path: 'a.json',
      bytes: byteLength('{"a":"é"}\n'),
      sha256: sha256('{"a":"é"}\n'),
      contentType: 'application/json',
    });
    expect(files[0]).toMatchObject({ ...first, content: '{"a":"é"}\n' });
  });

  it('lies in a folder that is named by its revision and its content', () => {
    const one = readManifest(planConfig(link, rendered, nothing).manifest).folder;
    const same = readManifest(planConfig(link, rendered, nothing).manifest).folder;
    const other = readManifest(planConfig(link, [file('a.json', '{}')], nothing).manifest).folder;

    expect(one).toMatch(/^revisions\/1-[0-9a-f]{12}$/);
    expect(same).toBe(one);
    expect(other).not.toBe(one);
  });
});

describe('The next config of a link', () => {
  it('is the same revision when nothing differs', () => {
    const plan = planConfig(link, rendered, after(rendered));

    expect(plan).toMatchObject({ revision: 1, manifest: null });
    expect(plan.files.some(({ changed, repair }) => changed || repair)).toBe(false);
  });

  it('is one revision on when a file differs, which alone is changed', () => {
    const [first] = rendered;
    const next = [first!, file('b.json', '{"b":1}\n')];

    const { revision, files, manifest } = planConfig(link, next, after(rendered));

    expect(revision).toBe(2);
    expect(files.map(({ changed }) => changed)).toEqual([false, true]);
    expect(readManifest(manifest).folder).toMatch(/^revisions\/2-/);
  });

  it.each([
    ['one file more', [...rendered, file('c.json', '{}\n')]],
    ['one file less', rendered.slice(0, 1)],
    ['one file of another name', [rendered[0]!, file('c.json', '{}\n')]],
  ])('is one revision on with %s', (_, next) => {
    expect(planConfig(link, next, after(rendered)).revision).toBe(2);
  });

  it('goes back to an old content by a new revision', () => {
    const published = after([file('a.json', '1')], after(rendered));

    const { revision, manifest } = planConfig(link, rendered, published);

    expect(revision).toBe(3);
    expect(readManifest(manifest).files).toEqual(
      readManifest(planConfig(link, rendered, nothing).manifest).files,
    );
  });

  it('repairs a current copy that is missing or was tampered with, without a revision', () => {
    const published = { ...after(rendered), currentCopies: { 'a.json': 'tampered' } };

    const { revision, files, manifest } = planConfig(link, rendered, published);

    expect({ revision, manifest }).toEqual({ revision: 1, manifest: null });
    expect(files.map(({ changed, repair }) => [changed, repair])).toEqual([
      [false, true],
      [false, true],
    ]);
  });

  it('leaves what is published alone when nothing could be rendered', () => {
    expect(planConfig(link, [], after(rendered))).toEqual({
      files: [],
      removedFiles: [],
      revision: 1,
      manifest: null,
    });
    expect(planConfig(link, [], nothing).revision).toBeNull();
  });
});

describe('The manifest', () => {
  it('is equal bytes for equal content, with no time, execution or store in it', () => {
    const one = planConfig(link, rendered, nothing).manifest;
    const again = planConfig(link, rendered, { ...nothing, manifestEtag: '"other"' }).manifest;

    expect(one).toBe(again);
    expect(Object.keys(readManifest(one))).toEqual([
      'version',
      'app',
      'env',
      'revision',
      'folder',
      'files',
    ]);
  });
});

describe('The paths of a link', () => {
  it('are exactly those that are rendered', () => {
    expect(renderFiles(clientConfig()).map(({ path }) => path)).toEqual(publishedPaths);
  });

  it('lie in the folder of the link', () => {
    expect(currentKey(link, 'aws-exports.js')).toBe('config/storefront/prod/aws-exports.js');
  });
});

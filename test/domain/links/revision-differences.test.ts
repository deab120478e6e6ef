import { describe, expect, it } from '@jest/globals';
import { revisionOf, type StoredRevision } from '../../../src/domain/links/revision-differences.ts';
import {
  filesByPath,
  foldersOfRevision,
  latestRevisions,
} from '../../../src/domain/links/revisions.ts';

const exportsOf = (client: string) =>
  `const awsmobile = {"aws_user_pools_web_client_id":"${client}"};\nexport default awsmobile;\n`;
const stored = (revision: number, files: Record<string, string> | null): StoredRevision => ({
  revision,
  run: null,
  at: null,
  files: files && filesByPath(Object.entries(files)),
  policies: null,
});

describe('What a revision has changed', () => {
  it('is told key by key, in the words of compare, with what was before and is now', () => {
    const before = stored(1, { 'aws-exports.js': exportsOf('one'), 'same.json': '{}' });
    const now = stored(2, { 'aws-exports.js': exportsOf('two'), 'same.json': '{}' });

    const { comparedWith, files, differences } = revisionOf(now, before);

    expect(comparedWith).toBe(1);
    expect(files?.map(({ path, change }) => [path, change])).toEqual([
      ['aws-exports.js', 'changed'],
      ['same.json', 'same'],
    ]);
    expect(differences).toEqual([
      expect.objectContaining({
        file: 'aws-exports.js',
        key: 'aws_user_pools_web_client_id',
        before: 'one',
        now: 'two',
        effect: 'breaking',
      }),
    ]);
  });

  it('is told as files where they came or went, or where no library reads them', () => {
    const before = stored(1, { 'gone.json': '{}', 'notes.txt': 'one' });
    const now = stored(2, { 'new.json': '{}', 'notes.txt': 'two' });

    expect(revisionOf(now, before)).toMatchObject({
      files: [
        { path: 'new.json', change: 'added' },
        { path: 'notes.txt', change: 'changed' },
      ],
      removedFiles: ['gone.json'],
      differences: [],
    });
  });

  it.each([
    ['there is none before it', null],
    ['the files before it are gone', stored(1, null)],
  ])('is not told where %s', (_case, before) => {
    expect(revisionOf(stored(2, { 'a.json': '{}' }), before)).toMatchObject({
      comparedWith: null,
      removedFiles: [],
      differences: null,
    });
  });

  it('is not told of a revision whose files are gone', () => {
    const before = stored(1, { 'a.json': '{}' });

    expect(revisionOf(stored(2, null), before)).toMatchObject({ files: null, differences: null });
  });
});

describe('Revisions of a link', () => {
  it('are told from the newest, and the older ones are counted', () => {
    expect(latestRevisions(5, 2)).toEqual({ told: [5, 4], more: 3 });
    expect(latestRevisions(1, 10)).toEqual({ told: [1], more: 0 });
    expect(latestRevisions(0, 10)).toEqual({ told: [], more: 0 });
  });

  it('have folders by their number', () => {
    const folders = ['1-0123456789ab', '11-0123456789ab', '1-ba9876543210', 'other'];

    expect(foldersOfRevision(folders, 1)).toEqual(['1-0123456789ab', '1-ba9876543210']);
  });
});

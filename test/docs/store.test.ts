import { describe, expect, it } from '@jest/globals';
import { configFolder, manifestKey, reportFolder } from '../../src/contract/manifest.ts';
import { revisionNoteKey } from '../../src/contract/revision.ts';
import { publishedPaths } from '../../src/domain/config/files.ts';
import { emittedFolder } from '../../src/domain/roles/emitted-files.ts';
import { readPage, section, table } from './markdown.ts';

const page = readPage('docs/store.md');

describe('docs/store.md', () => {
  it('tells every key of the store', () => {
    const link = { app: '<app>', env: '<env>' };
    const reports = reportFolder(link, '<run>');
    const told = table(section(page, 'What lies in the store')).map(([key = '']) =>
      key.slice(1, -1),
    );

    expect(told).toEqual([
      ...publishedPaths.map((path) => `${configFolder(link)}/${path}`),
      manifestKey(link),
      `${configFolder(link)}/revisions/<n>-<hash>/…`,
      `${reports}/plan.json`,
      `${reports}/plan.md`,
      `${reports}/report.json`,
      `${reports}/${emittedFolder}/…`,
      `${reports}/push.json`,
      `${reports}/push-report.json`,
      `${reports}/removal.json`,
      `${reports}/removal-report.json`,
      `${reports}/request.json`,
      `${reports}/findings-<pool>.json`,
      `${reports}/settings-<pool>.json`,
      `${reports}/before-images-<hash>.json`,
      revisionNoteKey(link, 0).replace('0.json', '<n>.json'),
    ]);
  });
});

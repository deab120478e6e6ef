import { describe, expect, it } from '@jest/globals';
import { localLinks, readPage, section, table } from './markdown.ts';

const page = readPage('SECURITY.md');

describe('SECURITY.md', () => {
  const promises = table(section(page, 'What never happens'));

  it.each(promises)('names the tests that hold it: %s', (_promise, held = '') => {
    const files = localLinks({ path: page.path, text: held }).map(({ file }) => file);

    expect(files.length).toBeGreaterThan(0);
    expect(files.filter((file) => !file.endsWith('.test.ts'))).toEqual([]);
  });
});

import { describe, expect, it } from '@jest/globals';
import { allPages, headings, localLinks, readPage } from './markdown.ts';

const index = readPage('docs/README.md');
const lines = index.text.split('\n').filter((line) => line.startsWith('- '));
const pages = allPages()
  .map(({ path }) => path)
  // Those of facts are linked from the page of the architecture.
  .filter((path) => path !== index.path && !path.startsWith('docs/facts/'));

describe('docs/README.md', () => {
  it('links every page once', () => {
    const linked = localLinks(index).map(({ file }) => file);

    expect(linked.toSorted()).toEqual(pages.toSorted());
  });

  it.each(lines)('asks what one page answers, and calls it by its title: %s', (line) => {
    const [, title] = /^- [A-Z].*\? \[(.+)\]\([^()]+\)$/.exec(line) ?? [];
    const [link] = localLinks({ path: index.path, text: line });

    expect(headings(readPage(link?.file ?? ''), 1)).toEqual([title]);
  });
});

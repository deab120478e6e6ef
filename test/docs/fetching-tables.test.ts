import { describe, expect, it } from '@jest/globals';
import { readerPolicyPrefix, readsTag } from '../../src/contract/stack.ts';
import { environmentOfBranch } from '../../src/domain/fetch/branch-environment.ts';
import { formats } from '../../src/domain/fetch/formats.ts';
import { codeWords, readPage, section, table } from './markdown.ts';

const page = readPage('docs/fetching.md');

describe('The tables of docs/fetching.md', () => {
  it('tell every format as the help does, and no other: write them anew by npm run docs', () => {
    const told = table(section(page, 'amplify-import fetch'));

    expect(told.map((cells) => cells.map((cell) => cell.replaceAll('`', '')))).toEqual(
      Object.entries(formats).map(([format, { about }]) => [format, about]),
    );
  });

  it('tell the environment of a branch', () => {
    const [main = [], other = []] = table(section(page, 'Amplify Hosting'));
    const [first = '', second = ''] = codeWords(main[0] ?? '');
    const [branch = ''] = codeWords(other[0] ?? '');

    expect([first, second].map(environmentOfBranch)).toEqual(
      [main[1], main[1]].map((cell = '') => cell.slice(1, -1)),
    );
    expect(codeWords(other[1] ?? '').at(-1)).toBe(environmentOfBranch(branch));
  });

  it('tell what a tag reads, by its name in the policy', () => {
    const reader = section(page, 'Let somebody read');
    const [app = [], both = []] = table(reader);

    for (const [tag = '', reads = ''] of [app, both]) {
      expect(reads).toContain(`\`config/${tag.slice(1, -1)}/*\``);
    }
    expect(reader.text).toContain(`\`${readsTag}\``);
    expect(reader.text).toContain(`\`${readerPolicyPrefix}<region>\``);
  });
});

import { readdirSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { findingCatalogue } from '../../src/contract/findings.ts';
import { codeWords, headings, readPage, section } from './markdown.ts';

const decisions = readdirSync('docs/decisions').map((name) => readPage(`docs/decisions/${name}`));

describe.each(decisions)('$path', (page) => {
  it('says what, why, what else there was, and what it costs, on half a page', () => {
    const told = headings(page, 2);

    expect(told.slice(0, 4)).toEqual(['What', 'Why', 'What else there was', 'What it costs']);
    expect(page.text.split('\n').length).toBeLessThanOrEqual(40);
  });

  it('knows more than one way, and no cost of nothing', () => {
    for (const title of ['What else there was', 'What it costs'])
      expect(section(page, title).text.match(/^- /gm)?.length).toBeGreaterThan(1);
  });

  it('names findings that the catalogue has', () => {
    const named = codeWords(page.text).filter((word) => /^[A-Z]+(_[A-Z]+)+$/.test(word));

    expect(named.filter((code) => !(code in findingCatalogue()))).toEqual([]);
  });
});

import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { grantsSchema } from '../../src/contract/grants.ts';
import { allPages, codeWords, readPage, tables } from './markdown.ts';

const page = readPage('docs/glossary.md');
const entries = tables(page).flat();
const pages = allPages().filter(({ path }) => path !== page.path);
const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => readFileSync(`src/${name}`, 'utf8'));
/** In code words of two are one. */
const withoutBlanks = (text: string) => text.toLowerCase().replaceAll(/\s/g, '');
const used = withoutBlanks([...pages.map(({ text }) => text), ...sources].join('\n'));

describe('docs/glossary.md', () => {
  it('has one entry for each word, with a meaning', () => {
    const words = entries.map(([word = '']) => word);

    expect(words.filter((word, at) => words.indexOf(word) !== at)).toEqual([]);
    for (const [, meaning = ''] of entries) expect(meaning).toMatch(/^\S.*\.$/);
  });

  it('explains no word that neither code nor pages use', () => {
    const unused = entries
      .map(([word = '']) => word)
      .filter((word) => !used.includes(withoutBlanks(word)));

    expect(unused).toEqual([]);
  });

  it('knows every category of grants', () => {
    const [, meaning = ''] = entries.find(([word]) => word === 'category') ?? [];

    expect(codeWords(meaning)).toEqual(Object.keys(grantsSchema().shape));
  });
});

import { describe, expect, it } from '@jest/globals';
import { findingCatalogue } from '../../src/contract/findings.ts';
import { codeWords, headings, readPage, section, table, tables } from './markdown.ts';
import { idsInCell, idsInTitles, knownIds, ruleIds } from './rule-ids.ts';

const page = readPage('docs/differences.md');
const readers = [page, readPage('docs/from-gen1.md'), readPage('docs/from-gen2.md')];
const ruleTables = tables(page);
const idsOf = (list: readonly (readonly string[])[]) =>
  list.flatMap(([cell = '']) => idsInCell(cell));
/** Rules that hold here in another way: each must be proven all the same. */
const otherwise = 'Judged otherwise';
const excused = headings(page, 2)
  .filter((title) => title !== otherwise)
  .flatMap((title) => idsOf(table(section(page, title))));
const inTitles = idsInTitles();

describe('Every rule of the incumbents', () => {
  it('has a test that bears its id, or a row that says why it has no counterpart', () => {
    const told = new Set([...inTitles, ...excused]);

    expect(ruleIds.filter((rule) => !told.has(rule))).toEqual([]);
  });

  it('is not said to have no counterpart when a test bears its id', () => {
    expect(excused.filter((rule) => inTitles.includes(rule))).toEqual([]);
  });

  it('is one of theirs: no title and no row names another', () => {
    expect(
      [...inTitles, ...idsOf(ruleTables.flat())].filter((rule) => !knownIds.has(rule)),
    ).toEqual([]);
  });
});

describe('docs/differences.md', () => {
  it('answers what differs, section by section', () => {
    expect(headings(page, 2)).toEqual([
      otherwise,
      'Without a counterpart',
      'Messages without a counterpart',
    ]);
  });

  it('names the rule of each row, and no rule twice in a section', () => {
    for (const list of ruleTables) {
      expect(list.filter(([cell = '']) => idsInCell(cell).length === 0)).toEqual([]);
      expect(idsOf(list).filter((rule, at, ids) => ids.indexOf(rule) !== at)).toEqual([]);
    }
  });
});

describe.each(readers)('What is different: $path', ({ path, text }) => {
  it('says everything in each row', () => {
    for (const row of tables({ path, text }).flat())
      expect(row.filter((cell) => cell === '')).toEqual([]);
  });

  it('names findings that the catalogue has', () => {
    const named = codeWords(text).filter((word) => /^[A-Z0-9]+(_[A-Z0-9]+)+$/.test(word));

    expect(named.filter((code) => !(code in findingCatalogue()))).toEqual([]);
  });
});

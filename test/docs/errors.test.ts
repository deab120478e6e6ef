import { describe, expect, it } from '@jest/globals';
import { errors } from '../support/errors.ts';
import { codeWords, headings, readPage, section, table } from './markdown.ts';

const page = readPage('docs/errors.md');

/** Names of the classes that end a run, of one of the two families. */
function classesOf(family: typeof errors.UserError | typeof errors.Fault): readonly string[] {
  return Object.entries(errors)
    .filter(([, value]) => typeof value === 'function' && value.prototype instanceof family)
    .map(([name]) => name);
}

const families = [
  ['Yours to resolve', classesOf(errors.UserError)],
  ['Not of your making', classesOf(errors.Fault)],
] as const;

describe('docs/errors.md', () => {
  it.each(families)('has under "%s" a heading for every class, and no other', (title, classes) => {
    expect(classes.length).toBeGreaterThan(3);
    expect(headings(section(page, title), 3).toSorted()).toEqual(classes.toSorted());
  });

  it.each(families.flatMap(([, classes]) => classes))(
    'says of %s what it is, where to look and what to do',
    (name) => {
      const words = section(page, name).text.match(/\*\*(\w+)\.\*\* \S/g);

      expect(words?.map((word) => word.slice(2, -5))).toEqual([
        'Description',
        'Investigation',
        'Resolution',
      ]);
    },
  );

  it('tells exit code 1 of the errors that are raised before any write', () => {
    const row = table(page).find(([code]) => code === '1');

    expect(codeWords(row?.[1] ?? '').toSorted()).toEqual(errors.refusals.toSorted());
  });

  it('tells exit code 3 of the errors of a fetch that finds nothing', () => {
    const row = table(page).find(([code]) => code === '3');

    expect(codeWords(row?.[1] ?? '').toSorted()).toEqual(errors.absences.toSorted());
  });
});

import { describe, expect, it } from '@jest/globals';
import { goals } from '../../src/local/bench/goals.ts';
import { readPage, section, table } from './markdown.ts';

const page = readPage('docs/performance.md');

describe('docs/performance.md', () => {
  it.each(['Without a delay', 'With 80 ms for each call'])(
    'has all that the bench measures, with its goals and with what was found: %s',
    (title) => {
      const rows = table(section(page, title));

      expect(rows.map(([what, goal]) => [what, goal])).toEqual(Object.entries(goals));
      expect(rows.filter(([, , found]) => !found)).toEqual([]);
    },
  );
});

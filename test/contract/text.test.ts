import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';

import { listing } from '../../src/contract/text.ts';
import { runs } from '../support/counts.ts';

describe('A list of names', () => {
  it('is told as a whole while it is short', () => {
    expect(listing(['a', 'b'])).toBe('a, b');
    expect(listing([])).toBe('');
  });

  it('is told with another separator where one is wanted', () => {
    expect(listing(['a', 'b'], ' and ')).toBe('a and b');
  });

  it('is bounded, and counts what it leaves out', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-z]{1,128}$/), { maxLength: 200 }), (names) => {
        const told = listing(names);

        const [shown = '', more = '0 more'] = told.split(' and ');
        const parts = shown === '' ? [] : shown.split(', ');
        expect(parts).toEqual(names.slice(0, parts.length));
        expect(parts.length + Number.parseInt(more, 10)).toBe(names.length);
        expect(told.length).toBeLessThan(620);
      }),
      runs(100),
    );
  });
});

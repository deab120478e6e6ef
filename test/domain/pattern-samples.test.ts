import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';

import { matchesText } from '../../src/domain/pattern-match.ts';
import { samplesOf } from '../../src/domain/pattern-samples.ts';
import { patternTokens } from '../../src/domain/pattern.ts';
import { runs } from '../support/counts.ts';

const tokensOf = (patterns: readonly string[]) => patterns.map((one) => patternTokens(one));
const samples = (...patterns: string[]) => samplesOf(tokensOf(patterns));
const fitting = (patterns: readonly string[], text: string) =>
  tokensOf(patterns)
    .map((one) => matchesText(one, text, {}))
    .join();

describe('Samples of what patterns tell apart', () => {
  it.each<[string, readonly string[], readonly string[]]>([
    ['no pattern', [], ['a']],
    ['all that there is', ['*'], ['a']],
    ['one text, and another', ['b'], ['a', 'b']],
    ['a start, and a text with it', ['b*', 'bc'], ['a', 'b', 'bc']],
    ['a start, an end, and both', ['b*', '*c'], ['a', 'b', 'c', 'bc']],
    ['a length', ['?'], ['a', 'aa']],
    ['what a variable brings, which fits nothing', ['${k}'], ['a']],
  ])('are of %s', (_, patterns, expected) => {
    expect(samples(...patterns)).toEqual(expected);
  });

  it('are none of a wildcard as a character', () => {
    expect(samples('${*}', 'b')).toEqual(['a', 'b']);
  });

  it('are not given when there would be too many', () => {
    const stars = Array.from('bcdefghijk', (character) => `*${character}*`);

    expect(samples(...stars)).toBeNull();
  });

  it('stand for every text: it fits what one of them does, and nothing else', () => {
    const text = (...signs: string[]) =>
      fc
        .array(fc.constantFrom(...signs), { minLength: 1, maxLength: 6 })
        .map((all) => all.join(''));
    const patterns = fc.array(text('b', 'c', '*', '?'), { maxLength: 4 });

    fc.assert(
      fc.property(patterns, text('a', 'b', 'c'), (list, one) => {
        const ways = samples(...list)?.map((sample) => fitting(list, sample));

        expect(ways).toContain(fitting(list, one));
        expect(new Set(ways).size).toBe(ways?.length);
      }),
      runs(300),
    );
  });
});

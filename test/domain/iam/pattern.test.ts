import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';

import {
  coversPattern,
  hasBrokenVariable,
  literalTokens,
  matchesText,
  patternsMeet,
  patternTokens,
} from '../../../src/domain/iam/pattern.ts';
import { anyPattern, anyText } from './naive-policies.ts';

const covers = (wider: string, narrower: string) =>
  coversPattern(patternTokens(wider), patternTokens(narrower));

describe('A pattern that covers another', () => {
  it('stands for all that the other does, whatever the request', () => {
    const values = { sub: 'me', 'aws:team': '*' };
    const part = fc.record({
      narrow: fc.constantFrom('a', 'b', '/', '*', '?', '$', '${sub}', '${*}', "${aws:team, 'x'}"),
      widened: fc.constantFrom(null, null, '*', '?', ''),
      any: anyText,
    });

    fc.assert(
      fc.property(fc.array(part, { maxLength: 6 }), (parts) => {
        const wider = parts.map(({ narrow, widened }) => widened ?? narrow).join('');
        const narrower = parts.map(({ narrow }) => narrow).join('');
        const text = parts.map(({ narrow, any }) => concrete(narrow, any, values)).join('');

        expect(matchesText(patternTokens(narrower), text, values)).toBe(true);
        if (covers(wider, narrower)) {
          expect(matchesText(patternTokens(wider), text, values)).toBe(true);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it('is the pattern itself, a star, and what goes on with one', () => {
    fc.assert(
      fc.property(anyPattern, (pattern) => {
        expect(covers(pattern, pattern)).toBe(true);
        expect(covers('*', pattern)).toBe(true);
        expect(covers(`${pattern}*`, `${pattern}/x`)).toBe(true);
      }),
    );
  });

  it.each([
    ['a/*', 'a/b', true],
    ['a/*', 'a/b/*', true],
    ['a/*', 'a/*', true],
    ['a/*/c', 'a/*/b/c', true],
    ['a/*/c', 'a/*', false],
    ['a/?', 'a/b', true],
    ['a/?', 'a/*', false],
    ['a/?', 'a/${sub}', false],
    ['a/*', 'a/${sub}/*', true],
    ['a/${sub}/*', 'a/${SUB}/x', true],
    ['a/${sub}/*', 'a/${other}/x', false],
    ['a/${sub}/*', 'a/x/*', false],
    ["a/${sub, 'x'}", "a/${sub, 'x'}", true],
    ["a/${sub, 'x'}", "a/${sub, 'y'}", false],
    ["a/${sub, 'x'}", 'a/${sub}', false],
    ['x$*', 'x${*}', false],
    ['*', '', true],
    ['', '*', false],
  ])('"%s" and "%s": %s', (wider, narrower, expected) => {
    expect(covers(wider, narrower)).toBe(expected);
  });
});

describe('Two patterns', () => {
  const meet = (one: string, other: string) =>
    patternsMeet(patternTokens(one), patternTokens(other));

  it.each([
    ['a/*', 'a/b', true],
    ['a/*', 'b/*', false],
    ['*/x', 'a/*', true],
    ['a*c', 'ab', false],
    ['a?c', 'abc', true],
    ['a?c', 'ac', false],
    ['a?', '*b', true],
    ['', '', true],
    ['', '*', true],
    ['', 'a', false],
    ['a/${sub}/*', 'a/me/x', true],
    ['a/${sub}/*', 'b/me/x', false],
  ])('have a text in common: "%s" and "%s": %s', (one, other, expected) => {
    expect([meet(one, other), meet(other, one)]).toEqual([expected, expected]);
  });

  it('meet wherever one text matches both', () => {
    const pattern = fc.array(fc.constantFrom('a', 'b', '*', '?'), { maxLength: 6 });
    const text = fc.stringMatching(/^[ab]{0,6}$/);

    fc.assert(
      fc.property(pattern, pattern, text, (one, other, common) => {
        const tokens = [one, other].map((parts) => patternTokens(parts.join('')));
        const both = tokens.every((each) => matchesText(each, common, {}));

        expect(both && !meet(one.join(''), other.join(''))).toBe(false);
      }),
    );
  });

  it('meet nowhere when no short text matches both', () => {
    const pattern = fc.array(fc.constantFrom('a', 'b', '*', '?'), { maxLength: 4 });
    // What both stand for is at its shortest no longer than both of them together.
    const texts = Array.from({ length: 9 }, (_, length) =>
      Array.from({ length: 2 ** length }, (__, bits) =>
        Array.from({ length }, (___, at) => ((bits >> at) & 1 ? 'b' : 'a')).join(''),
      ),
    ).flat();

    fc.assert(
      fc.property(pattern, pattern, (one, other) => {
        const tokens = [one, other].map((parts) => patternTokens(parts.join('')));
        const common = texts.some((text) => tokens.every((each) => matchesText(each, text, {})));

        expect(meet(one.join(''), other.join(''))).toBe(common);
      }),
      { numRuns: 60 },
    );
  });
});

describe('A value that is compared as it is', () => {
  it('knows variables and no wildcard', () => {
    const tokens = literalTokens('*/${sub}');

    expect(matchesText(tokens, '*/me', { sub: 'me' })).toBe(true);
    expect(matchesText(tokens, 'a/me', { sub: 'me' })).toBe(false);
  });
});

describe('A variable', () => {
  it.each([
    ['a/${sub}', false],
    ["a/${sub, 'x'}", false],
    ['a/${$}{sub}', false],
    ['a/$', false],
    ['a/${sub', true],
    ['a/${}', true],
    ['a/${two words}', true],
  ])('cannot be read in "%s": %s', (text, broken) => {
    expect(hasBrokenVariable(text)).toBe(broken);
  });
});

/** A text that one part of a pattern stands for. */
function concrete(part: string, any: string, values: Record<string, string>): string {
  if (part === '*') return any;
  if (part === '?') return 'b';
  if (part === '${*}') return '*';
  if (part === '${sub}') return values['sub'] ?? '';
  return part.startsWith('${aws:team') ? (values['aws:team'] ?? '') : part;
}

import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';

import {
  coversPattern,
  matchesAction,
  matchesText,
  patternsMeet,
} from '../../src/domain/pattern-match.ts';
import {
  arnParts,
  hasBrokenVariable,
  literalTokens,
  onlyText,
  patternTokens,
  writtenStart,
} from '../../src/domain/pattern.ts';
import { anyPattern, anyText } from './iam/naive-policies.ts';
import { naivelyMatches, naivelyMeet } from './naive-patterns.ts';
import { runs } from '../support/counts.ts';

const covers = (wider: string, narrower: string) =>
  coversPattern(patternTokens(wider), patternTokens(narrower));

/** Short texts and patterns of few letters, which repeat themselves. */
const letters = (...parts: string[]) =>
  fc.array(fc.constantFrom(...parts), { maxLength: 12 }).map((list) => list.join(''));
const repetitive = letters('a', 'a', 'b', 'aab', '*', '?', '*a', '?a');
const repetitiveText = letters('a', 'a', 'b', 'aab', '\n', '😀');

describe('A pattern', () => {
  it('stands for what a table of all places says', () => {
    fc.assert(
      fc.property(repetitive, repetitiveText, (pattern, text) => {
        expect(matchesText(patternTokens(pattern), text, {})).toBe(naivelyMatches(pattern, text));
      }),
      runs(2_000),
    );
  });

  it('stands for a text made of it, and seldom for that text with one letter more', () => {
    fc.assert(
      fc.property(repetitive, repetitiveText, fc.nat(), (pattern, any, at) => {
        const text = pattern.replaceAll('*', any).replaceAll('?', 'b');
        const place = at % (text.length + 1);
        const longer = `${text.slice(0, place)}c${text.slice(place)}`;

        expect(matchesText(patternTokens(pattern), text, {})).toBe(true);
        expect(matchesText(patternTokens(pattern), longer, {})).toBe(
          naivelyMatches(pattern, longer),
        );
      }),
      runs(1_000),
    );
  });

  it('with variables stands for what their values say, never read as patterns', () => {
    const values = { sub: '*', 'aws:team': 'a?' };

    fc.assert(
      fc.property(anyPattern, anyText, (pattern, text) => {
        expect(matchesText(patternTokens(pattern), text, values)).toBe(
          naivelyMatches(pattern, text, values),
        );
      }),
      runs(2_000),
    );
  });

  it('of a document without variables takes them for text, in which a star is a star', () => {
    const old = patternTokens('a/${sub}${*}', false);

    expect(matchesText(old, 'a/${sub}${anything}', { sub: 'me' })).toBe(true);
    expect(matchesText(old, 'a/me*', { sub: 'me' })).toBe(false);
  });

  it('with a variable of no kind that AWS tells of stands for nothing', () => {
    for (const text of ['a/${two words}', 'a/', 'a/two words']) {
      expect(matchesText(patternTokens('a/${two words}'), text, {})).toBe(false);
    }
  });

  it.each([
    ['abc', 'abc', 'abc'],
    ['', '', ''],
    ['a${*}b', 'a*b', 'a*b'],
    ['ab*', null, 'ab'],
    ['a?b', null, 'a'],
    ['ab${sub}c', null, 'ab'],
    ['*', null, ''],
  ])('"%s" is the one text %j, and begins with "%s"', (pattern, text, start) => {
    expect(onlyText(patternTokens(pattern))).toBe(text);
    expect(writtenStart(patternTokens(pattern))).toBe(start);
  });
});

describe('A pattern of actions', () => {
  it.each([
    ['s3:GetObject', 's3:GetObject', true],
    ['S3:getobject', 's3:GetObject', true],
    ['s3:*Object', 's3:GetObject', true],
    ['s3:?etObject', 's3:GetObject', true],
    ['s3:Get*Acl', 's3:GetObject', false],
    ['*', 's3:GetObject', true],
    ['s3:${*}', 's3:GetObject', false],
    ['s3:Get.bject', 's3:GetObject', false],
  ])('"%s" is about %s: %s', (pattern, action, expected) => {
    expect(matchesAction(pattern, action)).toBe(expected);
  });
});

describe('A pattern of ARNs', () => {
  /** ArnLike: every part of the pattern stands for the same part of the ARN. */
  const isLike = (pattern: string, arn: string) => {
    const [parts, own] = [arnParts(patternTokens(pattern)), arnParts(literalTokens(arn))];
    return (
      parts?.every((part, index) => matchesText(part, onlyText(own?.[index] ?? []) ?? '', {})) ??
      false
    );
  };

  // The first pair is the example of the IAM guide, "Amazon Resource Name (ARN) condition operators".
  it.each([
    [
      'arn:aws:someservice:*:111122223333:finance/*',
      'arn:aws:someservice:us-east-2:999999999999:store/abc:111122223333:finance/document.txt',
      false,
    ],
    [
      'arn:aws:someservice:*:111122223333:finance/*',
      'arn:aws:someservice:us-east-2:111122223333:finance/a:b',
      true,
    ],
    ['arn:aws:s3:::bucket', 'arn:aws:s3:::bucket', true],
    ['arn:???:*:*:*:*', 'arn:aws:ec2:us-east-1:123456789012:instance/i-12345', true],
    ['arn:*', 'arn:aws:s3:::bucket', false],
    ['*', 'arn:aws:s3:::bucket', false],
    ['arn:aws:s3:::BUCKET', 'arn:aws:s3:::bucket', false],
  ])('%s is like %s: %s', (pattern, arn, expected) => {
    expect(isLike(pattern, arn)).toBe(expected);
  });

  it('is parted at no colon of a variable', () => {
    const parts = arnParts(patternTokens('arn:aws:iam::1:user/${aws:username}:x')) ?? [];

    expect(parts).toHaveLength(6);
    expect(matchesText(parts[5] ?? [], 'user/me:x', { 'aws:username': 'me' })).toBe(true);
  });
});

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
      runs(1_000),
    );
  });

  it('is the pattern itself, a star, and what goes on with one', () => {
    fc.assert(
      fc.property(anyPattern, (pattern) => {
        expect(covers(pattern, pattern)).toBe(true);
        expect(covers('*', pattern)).toBe(true);
        expect(covers(`${pattern}*`, `${pattern}/x`)).toBe(true);
      }),
      runs(100),
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

  it('meet where a table of all places says so', () => {
    fc.assert(
      fc.property(repetitive, repetitive, (one, other) => {
        expect(meet(one, other)).toBe(naivelyMeet(one, other));
      }),
      runs(2_000),
    );
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
      runs(100),
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
      runs(60),
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

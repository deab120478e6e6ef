import { describe, expect, it } from '@jest/globals';

import { allowanceFindings } from '../../src/domain/allowance.ts';
import {
  coversPattern,
  matchesAction,
  matchesText,
  patternsMeet,
} from '../../src/domain/pattern-match.ts';
import { samplesOf } from '../../src/domain/pattern-samples.ts';
import { timesAsLong } from '../support/growth.ts';
import { millisecondsOf } from '../support/processor-time.ts';
import { literalTokens, patternTokens } from '../../src/domain/pattern.ts';

/** Longer than any policy that IAM takes. */
const size = 50_000;
const most = 200;
const repeated = (part: string) => part.repeat(size / part.length);

/** Patterns that a search which tries again after each failure takes for ever, or squared time, for. */
const bad: readonly [name: string, pattern: string][] = [
  ['stars between letters', `${repeated('a*')}b`],
  ['nothing but stars', `${repeated('*')}b`],
  ['a long stretch behind a star', `*${repeated('a')}b`],
  ['a long stretch between stars', `*${'a'.repeat(size / 2)}b*`],
  // Only here does the time grow with a product: of the text, and of the stretch by 64.
  [
    'a stretch with a gap, as long as a policy may be',
    `*${'a'.repeat(5_000)}?${'a'.repeat(5_000)}b*`,
  ],
  ['stars and gaps', `${repeated('*?a')}b`],
  ['variables', `${repeated('*${k}')}b`],
  ['variables without an end', `${repeated('${')}b`],
  ['defaults without an end', `\${k}${repeated("${k, '")}b`],
];

/** An answer, which must come at once. */
function atOnce<Answer>(ask: () => Answer): Answer {
  const answers: Answer[] = [];
  expect(millisecondsOf(() => answers.push(ask()))).toBeLessThan(most);
  return answers[0] as Answer;
}

describe('Of patterns as long as no policy is, it is told at once', () => {
  const text = 'a'.repeat(size);

  it.each(bad)('what they stand for: %s', (_, pattern) => {
    expect(atOnce(() => matchesText(patternTokens(pattern), text, { k: 'a' }))).toBe(false);
  });

  it.each(bad)('what they cover: %s', (_, pattern) => {
    const [wider, narrower] = [atOnce(() => patternTokens(pattern)), literalTokens(text)];

    expect(atOnce(() => coversPattern(wider, narrower))).toBe(false);
    expect(atOnce(() => coversPattern(wider, wider))).toBe(true);
  });

  it.each(bad)('what they meet: %s', (_, pattern) => {
    const [one, other] = [patternTokens(pattern), patternTokens(`${repeated('*a')}c`)];

    expect(atOnce(() => patternsMeet(one, other))).toBe(pattern.endsWith('*'));
    expect(atOnce(() => patternsMeet(one, literalTokens(text)))).toBe(false);
    expect(atOnce(() => patternsMeet(one, one))).toBe(true);
  });

  it('what meets a text of which only the length is known', () => {
    const [one, other] = [patternTokens(`*${'a'.repeat(10_000)}b*`), patternTokens(repeated('?'))];

    expect(atOnce(() => patternsMeet(one, other))).toBe(true);
  });

  it.each(bad)('what tells texts apart, or that it is too much to look at: %s', (_, pattern) => {
    const texts = atOnce(() => samplesOf([patternTokens(pattern), patternTokens('*b*a*')]));

    expect(texts?.length ?? 2).toBeGreaterThan(1);
  });

  it.each(bad)('whether an action or an allow list names something by them: %s', (_, pattern) => {
    expect(atOnce(() => matchesAction(pattern, text))).toBe(false);
    const role = { kind: 'role', arn: text, policyToDelete: null } as const;
    expect(atOnce(() => allowanceFindings(role, null, 'app', { app: [pattern] }))).toHaveLength(1);
  });
});

describe('A pattern of half a million characters', () => {
  it('takes about twice as long, and not four times, as one of half of that', () => {
    const match = ({ pattern, text }: { readonly pattern: string; readonly text: string }) =>
      matchesText(patternTokens(pattern), text, {});
    const ofLength = (length: number) => ({
      pattern: `${'*a'.repeat(length / 2)}b`,
      text: 'a'.repeat(length),
    });

    expect(timesAsLong(match, ofLength(250_000), ofLength(500_000), 2.6)).toBeLessThan(2.6);
  });
});

import { describe, expect, it } from '@jest/globals';
import { endTime } from '../../src/cli/end-time.ts';

const now = new Date('2026-11-22T10:00:00.500Z');

describe('How long something lasts', () => {
  it.each([
    ['14d', '2026-12-06T10:00:00Z'],
    ['12h', '2026-11-22T22:00:00Z'],
    ['1h', '2026-11-22T11:00:00Z'],
    ['2026-12-31T00:00:00Z', '2026-12-31T00:00:00Z'],
    ['2026-12-31T00:00Z', '2026-12-31T00:00:00Z'],
  ])('%s from now is until %s', (given, until) => {
    expect(endTime(given, '--expires')(now)).toBe(until);
  });

  it.each([
    '',
    '14',
    'd',
    '0d',
    '-1d',
    '1.5d',
    '14w',
    '10000d',
    '2026-12-31',
    '2026-13-01T00:00:00Z',
  ])('is not told by %j', (given) => {
    expect(() => endTime(given, '--expires')).toThrow(
      `--expires needs how long, like 14d or 12h, or a time like 2026-12-31T00:00:00Z, not "${given}".`,
    );
  });

  it('is no time that is past', () => {
    expect(() => endTime('2026-11-22T10:00:00Z', '--expires')(now)).toThrow('--expires is past');
  });
});

import { describe, expect, it } from '@jest/globals';
import { counterOn } from '../../src/cli/counting.ts';

/** What is written while so many pools are counted, each of which takes so many milliseconds. */
function counted(all: number, isTTY: boolean, each = 0): string {
  const written: string[] = [];
  let time = 1_000;
  const stream = { isTTY, write: (text: unknown) => Boolean(written.push(String(text))) };
  const counter = counterOn(stream, () => time);
  for (let done = 1; done <= all; done += 1) {
    time += each;
    counter.tell('user pools', done, all);
  }
  counter.clear();
  return written.join('');
}

describe('The counter of pools', () => {
  it('is one line on a terminal, redrawn, and gone at the end', () => {
    const clear = '\r\u001B[2K';

    expect(counted(2, true)).toBe(`${clear}1 of 2 user pools${clear}2 of 2 user pools${clear}`);
  });

  it('is a line for each tenth of the way in a log', () => {
    const lines = counted(400, false).trimEnd().split('\n');

    expect(lines).toHaveLength(11);
    expect(lines.at(0)).toBe('1 of 400 user pools');
    expect(lines.at(1)).toBe('40 of 400 user pools');
    expect(lines.at(-1)).toBe('400 of 400 user pools');
  });

  it('says how long the rest takes, once it has gone on for a while', () => {
    const lines = counted(100, false, 300).trimEnd().split('\n');

    expect(lines.at(0)).toBe('1 of 100 user pools');
    expect(lines.at(1)).toBe('10 of 100 user pools, about 27 s left');
    expect(lines.at(-2)).toBe('90 of 100 user pools, about 3 s left');
    expect(lines.at(-1)).toBe('100 of 100 user pools');
  });

  it('counts a single one in the singular', () => {
    expect(counted(1, false)).toBe('1 of 1 user pool\n');
  });
});

import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { movingLine } from '../../src/local/moving-line.mjs';

let written: string;
const stream = (terminal: object = {}) => ({
  write: (text: string) => {
    written += text;
    return true;
  },
  ...terminal,
});

beforeEach(() => {
  written = '';
  jest.useFakeTimers();
});

afterEach(() => {
  jest.useRealTimers();
});

/** What stands on the terminal. */
const seen = () => written.split('\u001B[K').join('').split('\r').at(-1);

describe('A moving line', () => {
  it('counts the seconds and tells anew in one line of a terminal, which stays when it is over', () => {
    let done = 1;
    const end = movingLine(stream({ isTTY: true, columns: 80 }), () => `Installing: ${done} of 3`);

    expect(seen()).toBe('Installing: 1 of 3, 0 s');
    done = 2;
    jest.advanceTimersByTime(12_000);
    expect(seen()).toBe('Installing: 2 of 3, 12 s');
    done = 3;
    end();
    jest.advanceTimersByTime(5000);
    expect(seen()).toBe('Installing: 3 of 3, 12 s\n');
    expect(written.match(/\n/g)).toHaveLength(1);
  });

  it('is never longer than the terminal is wide', () => {
    movingLine(stream({ isTTY: true, columns: 10 }), () => 'Installing packages')();

    expect(seen()).toBe('Installin\n');
  });

  it('is a line of a log when it begins, and no more', () => {
    const end = movingLine(stream(), () => 'Installing: 3');
    jest.advanceTimersByTime(60_000);
    end();

    expect(written).toBe('Installing: 3 …\n');
  });
});

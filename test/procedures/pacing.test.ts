import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { waitUnder } from '../../src/aws/wait.ts';
import { bucketPacing, pacing } from '../../src/procedures/pacing.ts';

const begun: number[] = [];

beforeEach(() => {
  jest.useFakeTimers({ now: 0 });
  begun.length = 0;
});

afterEach(() => {
  jest.useRealTimers();
});

/** The clock of the test: the fake one, moved by the test. */
const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** A call that takes so long. */
const call = (milliseconds: number) => async () => {
  begun.push(Date.now());
  await wait(milliseconds);
};

/** The most calls that began within any second. */
const mostInASecond = () =>
  Math.max(...begun.map((at) => begun.filter((one) => one >= at && one < at + 1_000).length));

describe('Paced calls', () => {
  it('W-21: begin no faster than their rate in any second, and as fast', async () => {
    const pace = pacing(wait);
    for (let index = 0; index < 95; index += 1)
      void pace([{ kind: 'read', perSecond: 10 }], call(30 + ((index * 37) % 90)));

    await jest.advanceTimersByTimeAsync(9_000);
    expect(begun).toHaveLength(95);
    expect(mostInASecond()).toBe(10);
  });

  it('W-21: keep to every rate that they count for, the one of a pool within that of the account', async () => {
    const pace = pacing(wait);
    const ofPool: Record<string, number[]> = { a: [], b: [], c: [], d: [], e: [] };
    for (let index = 0; index < 100; index += 1) {
      const pool = 'abcde'[index < 40 ? 0 : index % 5] ?? 'a';
      const rates = [
        { kind: `read ${pool}`, perSecond: 3 },
        { kind: 'read', perSecond: 10 },
      ];
      void pace(rates, async () => {
        ofPool[pool]?.push(Date.now());
        await call(20)();
      });
    }

    await jest.advanceTimersByTimeAsync(60_000);

    expect(begun).toHaveLength(100);
    expect(mostInASecond()).toBeLessThanOrEqual(10);
    for (const times of Object.values(ofPool)) {
      begun.splice(0, begun.length, ...times);
      expect(mostInASecond()).toBeLessThanOrEqual(3);
    }
  });

  it('run no more at once than begin in a second, however slow they are', async () => {
    const pace = pacing(wait);
    for (let index = 0; index < 5; index += 1)
      void pace([{ kind: 'read', perSecond: 2 }], call(10_000));

    await jest.advanceTimersByTimeAsync(9_999);

    expect(begun).toEqual([0, 0]);
  });

  it('are answered at once, and fail as they do', async () => {
    const pace = pacing(wait);

    await expect(pace([{ kind: 'read', perSecond: 1 }], async () => 7)).resolves.toBe(7);
    const failing = pace([{ kind: 'other', perSecond: 1 }], async () => {
      throw new Error('no');
    });

    await expect(failing).rejects.toThrow('no');
  });
});

describe('Waiting', () => {
  it('ends with the signal, so that nobody waits for the last second', async () => {
    jest.useRealTimers();
    const ending = new AbortController();
    const waited = waitUnder(ending.signal)(60_000);

    ending.abort();

    await expect(waited).resolves.toBeUndefined();
    await expect(waitUnder(ending.signal)(60_000)).resolves.toBeUndefined();
  });
});

describe('Calls to a service that gives a burst and then a rate', () => {
  const clock = { wait, now: () => new Date() };

  it('begin at once while the burst lasts, then at the rate', async () => {
    const pace = bucketPacing({ burst: 10, perSecond: 4 }, clock);
    for (let index = 0; index < 14; index += 1) void pace(call(20));

    await jest.advanceTimersByTimeAsync(5_000);

    expect(begun).toEqual([...Array.from({ length: 10 }, () => 0), 250, 500, 750, 1_000]);
  });

  it('have a burst again after a rest, and leave nothing to wait for', async () => {
    const pace = bucketPacing({ burst: 3, perSecond: 1 }, clock);
    for (let index = 0; index < 3; index += 1) void pace(call(0));
    await jest.advanceTimersByTimeAsync(0);
    expect(jest.getTimerCount()).toBe(0);

    await jest.advanceTimersByTimeAsync(10_000);
    for (let index = 0; index < 4; index += 1) void pace(call(0));
    await jest.advanceTimersByTimeAsync(1_000);

    expect(begun.slice(3)).toEqual([10_000, 10_000, 10_000, 11_000]);
  });

  it('give their answers and their errors', async () => {
    const pace = bucketPacing({ burst: 1, perSecond: 1 }, clock);
    const failing = pace(() => Promise.reject(new Error('gone')));
    const answered = pace(async () => 7);

    await expect(failing).rejects.toThrow('gone');
    await jest.advanceTimersByTimeAsync(1_000);
    await expect(answered).resolves.toBe(7);
  });
});

import { describe, expect, it } from '@jest/globals';
import { remembered } from '../../../src/procedures/account/remembered.ts';

/** A port that counts, and whose answers fail as often as it is told to. */
function counting(failures = 0) {
  const asked: string[] = [];
  const port = remembered({
    ask: async (what: string, page?: number) => {
      asked.push(`${what} ${page}`);
      if (asked.length <= failures) throw new Error(`The answer number ${asked.length} is lost.`);
      return asked.length;
    },
  });
  return { asked, port };
}

describe('A port that remembers', () => {
  it('is asked the same thing once, also by those who ask before the answer', async () => {
    const { asked, port } = counting();

    const answers = [...(await Promise.all([port.ask('a'), port.ask('a')])), await port.ask('a')];

    expect(answers).toEqual([1, 1, 1]);
    expect(asked).toHaveLength(1);
  });

  it('tells apart what it is asked', async () => {
    const { asked, port } = counting();

    await Promise.all([port.ask('a'), port.ask('b'), port.ask('a', 2)]);

    expect(asked).toHaveLength(3);
  });

  it('asks again for what did not come, once those who waited for it have heard', async () => {
    const { asked, port } = counting(1);

    const waiting = await Promise.allSettled([port.ask('a'), port.ask('a')]);

    expect(waiting.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await expect(port.ask('a')).resolves.toBe(2);
    expect(asked).toHaveLength(2);
  });
});

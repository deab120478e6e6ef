import { globSync } from 'node:fs';
import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { once, whenAsked } from '../../src/contract/when-asked.ts';

/** Kinds of schemas that hold others: each takes zod as long as all that it holds. */
const kinds = ['object', 'strictObject', 'looseObject', 'union', 'discriminatedUnion'] as const;

/** What functions load: the rest is the command's. */
const contracts = globSync('src/contract/**/*.ts').filter(
  (file) => !/^src\/contract\/(links|discovery|fetched|stack|event-details|findings\/)/.test(file),
);

let made: string[] = [];
jest.mock('zod', () => {
  const zod = jest.requireActual<Record<string, unknown>>('zod');
  const counted = kinds.map((kind) => [
    kind,
    (...given: unknown[]) => {
      made.push(kind);
      return (zod[kind] as (...words: unknown[]) => unknown)(...given);
    },
  ]);
  return { ...zod, ...Object.fromEntries(counted) };
});

describe('What is made when it is asked for', () => {
  it('is made once', () => {
    const make = jest.fn(() => ({}));
    const asked = once(make);

    expect(make).not.toHaveBeenCalled();
    expect(asked()).toBe(asked());
    expect(make).toHaveBeenCalledTimes(1);
  });

  it('is made member by member', () => {
    const [one, other] = [jest.fn(() => 1), jest.fn(() => 2)];
    const { one: asked } = whenAsked({ one, other });

    expect(asked).toBe(1);
    expect(other).not.toHaveBeenCalled();
  });
});

describe('A schema of the contract', () => {
  beforeEach(() => {
    made = [];
    jest.resetModules();
  });

  it.each(contracts)('is not made while %s loads', async (file) => {
    await import(`../../${file}`);

    expect(made).toEqual([]);
  });

  it('would be seen', async () => {
    const { requestSchema } = await import('../../src/contract/request.ts');
    requestSchema();

    expect(made).toContain('strictObject');
  });
});

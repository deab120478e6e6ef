import { describe, expect, test } from '@jest/globals';
import * as z from 'zod';
import { AwsUnavailable, StateDataFault, StoreFault } from '../../src/contract/errors/faults.ts';
import { ResourceMissing } from '../../src/contract/errors/caller-errors.ts';
import { failedItemSchema } from '../../src/contract/item.ts';
import { states, type StateName } from '../../src/contract/states.ts';
import { productParts } from '../../src/engine/machines.ts';
import { step, stepOf } from '../../src/step.ts';
import { stackServices } from '../support/aws-world/import-runs.ts';
import { sampleAccount } from '../support/aws-world/sample-account.ts';
import { userPoolSlice } from '../support/builders/plan.ts';
import { runData } from '../support/builders/run.ts';

const names = Object.keys(states) as StateName[];
const everything = runData();

describe('The contract of each state', () => {
  test.each(names)('"%s" refuses state data that breaks it, and calls nothing', async (name) => {
    const world = sampleAccount();

    const run = productParts.handlers[name]({ input: 1n, link: 1 }, { services: stackServices() });

    // Of an item of a Map it is data: nothing but what is tried again is thrown there.
    const end = await run.catch((error: unknown) => error);
    expect(end).toMatchObject(
      states[name].item
        ? { status: 'failed', error: 'StateDataFault' }
        : { name: 'StateDataFault' },
    );
    expect(world.calls).toEqual([]);
  });

  test('The error names the side, the state and each path at fault', async () => {
    sampleAccount();
    const broken = { ...everything, link: { app: 'a' }, run: null };

    const run = productParts.handlers['Take lease'](broken, { services: stackServices() });

    await expect(run).rejects.toThrow(
      /^The input of "Take lease" breaks its contract: link\.env: .*; link\.source: .*; run: /,
    );
  });

  test('An output with an unknown key is refused', async () => {
    const handler = step('Record link', async () => ({ revision: 1, secret: 'x' }) as never);

    const run = handler(everything, { services: stackServices() });

    await expect(run).rejects.toThrow(
      'The output of "Record link" breaks its contract: : Unrecognized key: "secret"',
    );
  });

  test('An output that is missing something is refused', async () => {
    const handler = step('Take lease', async () => ({}) as never);

    const run = handler(everything, { services: stackServices() });

    await expect(run).rejects.toMatchObject({ name: 'StateDataFault' });
  });

  test('A state sees its own slices of the state data only', async () => {
    const seen: object[] = [];
    const handler = step('Take lease', async (input) => {
      seen.push(input);
      return { fence: 1 };
    });

    await handler({ ...everything, secret: 'x' }, { services: stackServices() });

    expect(seen.map((input) => Object.keys(input))).toEqual([['link', 'run']]);
  });

  test('What an adapter gives beyond the contract stops at the door', async () => {
    sampleAccount();
    const services = stackServices();
    const leaky = {
      ...services,
      identityPools: {
        ...services.identityPools,
        identityPool: async (id: string) => {
          const reading = await services.identityPools.identityPool(id);
          return reading.status === 'found'
            ? { ...reading, value: { ...reading.value, guestsAllowed: 'yes' as never } }
            : reading;
        },
      },
    };
    const input = { ...everything, userPool: userPoolSlice({ settings: null }) };

    const run = productParts.handlers['Validate identity pool'](input, { services: leaky });

    await expect(run).rejects.toThrow(/settings\.guestsAllowed/);
  });

  test('An error keeps its name on the way out', async () => {
    class Strange extends Error {
      override name = 'Strange';
    }
    const handler = step('Take lease', () => Promise.reject(new Strange('odd')));

    const run = handler(everything, { services: stackServices() });

    await expect(run).rejects.toMatchObject({ name: 'Strange', message: 'odd' });
  });
});

describe('An error that leaves a step', () => {
  const thrown = (error: Error) =>
    step('Take lease', () => Promise.reject(error))(everything, {
      services: stackServices(),
    }).catch((caught: unknown) => (caught as Error).stack);

  test('Of the user, has no stack: Lambda would repeat the message there, in a cause that has an end', async () => {
    expect(await thrown(new ResourceMissing('a role'))).toBe('ResourceMissing');
  });

  test('Of ours, keeps it', async () => {
    expect(await thrown(new StateDataFault('odd'))).toContain('contract.test.ts');
  });
});

describe('A step that works on an item of a Map', () => {
  const contract = {
    input: z.object({ id: z.string() }),
    output: z.union([z.strictObject({ status: z.literal('done') }), failedItemSchema()]),
    item: true,
  } as const;
  const throwing = (error: Error) =>
    stepOf('Work on item', contract, async () => {
      throw error;
    })({ id: 'a' }, { services: stackServices() });

  test('gives an error as data, its message cut', async () => {
    const short = await throwing(new StoreFault('It is torn.'));
    const long = await throwing(new StoreFault('It is torn. '.repeat(3_000)));

    expect(short).toEqual({ status: 'failed', error: 'StoreFault', message: 'It is torn.' });
    expect(long).toMatchObject({ message: expect.stringMatching(/^It is torn\. .{287}…$/) });
  });

  test('gives what breaks its contract as data, too', async () => {
    const handler = stepOf('Work on item', contract, async () => ({}) as never);

    const [input, output] = await Promise.all([
      handler({ id: 7 }, { services: stackServices() }),
      handler({ id: 'a' }, { services: stackServices() }),
    ]);

    expect(input).toMatchObject({
      error: 'StateDataFault',
      message: expect.stringMatching(/^The input of "Work on item" breaks its contract: id: /),
    });
    expect(output).toMatchObject({
      error: 'StateDataFault',
      message: expect.stringMatching(/^The output of "Work on item" breaks its contract: /),
    });
  });

  test('throws what is tried again, and nothing else', async () => {
    await expect(throwing(new AwsUnavailable('Throttled.'))).rejects.toThrow('Throttled.');
  });
});

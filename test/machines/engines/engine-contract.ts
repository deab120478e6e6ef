import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { MachineDefinition } from '../../../src/contract/definition.ts';
import { settled, settleOrder } from '../prototype/settle-order.ts';
import {
  child,
  childOfManyWords,
  mapInMap,
  mapOfCauses,
  mapOfFailures,
  mapOverItems,
  mapOverLines,
  mapWithChoice,
  mapWithTolerance,
  parent,
  wait,
} from './small-machines.ts';

/** A machine to run, and what it finds. */
export type SmallRun = {
  readonly definition: MachineDefinition;
  readonly input: unknown;
  /** Machines that it runs, by name. */
  readonly machines?: Readonly<Record<string, MachineDefinition>>;
  /** Objects of the config store. */
  readonly objects?: Readonly<Record<string, string>>;
};

/** How it ended, and how long that took. */
export type SmallEnd = {
  readonly status: string;
  readonly output: unknown;
  readonly error: string | null;
  readonly milliseconds: number;
};

/** Something that runs machines. */
export type Engine = {
  run(run: SmallRun): Promise<SmallEnd>;
  stop(): Promise<void>;
};

/** What an engine may take to begin and end with it all, in milliseconds. */
const slowness = 10_000;

/** The same small machines on every engine. */
export function describeEngine(name: string, start: () => Promise<Engine>): void {
  describe(`A machine ${name}`, () => {
    let engine: Engine;

    beforeAll(async () => {
      engine = await start();
    }, 240_000);

    afterAll(() => engine?.stop(), 60_000);

    const outputOf = async (run: SmallRun) => {
      const { status, error, output } = await engine.run(run);
      expect({ status, error }).toEqual({ status: 'SUCCEEDED', error: null });
      return output;
    };

    it('runs a Map over a list of its data, and gives the results in the order of the items', async () => {
      const input = { items: [{ id: 'a' }, { id: 'b' }, { id: 'c' }], of: 'three' };

      expect(await outputOf({ definition: mapOverItems(), input })).toEqual({
        ...input,
        mapped: [
          { item: { id: 'a' }, index: 0, of: 'three', done: null },
          { item: { id: 'b' }, index: 1, of: 'three', done: null },
          { item: { id: 'c' }, index: 2, of: 'three', done: null },
        ],
      });
    });

    it('runs a Map over nothing', async () => {
      const input = { items: [], of: 'none' };

      expect(await outputOf({ definition: mapOverItems(), input })).toEqual({
        ...input,
        mapped: [],
      });
    });

    it('runs a Map over the lines of an object', async () => {
      const input = { key: 'batches/b1/items.jsonl', of: 'lines' };
      const objects = { [input.key]: '{"id":"a"}\n{"id":"ü"}\n' };

      expect(await outputOf({ definition: mapOverLines, input, objects })).toEqual({
        ...input,
        mapped: [
          { item: { id: 'a' }, index: 0, of: 'lines', done: null },
          { item: { id: 'ü' }, index: 1, of: 'lines', done: null },
        ],
      });
    });

    it('fails as States.ItemReaderFailed where there is no such object, and a Catch sees it', async () => {
      const input = { key: 'batches/b2/items.jsonl', of: 'lines' };

      expect(await engine.run({ definition: mapOverLines, input })).toMatchObject({
        status: 'FAILED',
        error: 'States.ItemReaderFailed',
      });
    });

    it('lets each item of a Map take its own way, and its own time', async () => {
      const input = { items: [{ wait: 1 }, { wait: 0 }], of: 'two' };

      const end = await engine.run({ definition: mapWithChoice, input });

      expect(end).toMatchObject({
        status: 'SUCCEEDED',
        output: { mapped: [{ item: { wait: 1 } }, { item: { wait: 0 } }] },
      });
      expect(end.milliseconds).toBeGreaterThanOrEqual(1_000);
    });

    it('runs a Map in a Map', async () => {
      const input = { items: [{ parts: ['a', 'b'] }, { parts: [] }], of: 'parts' };

      expect(await outputOf({ definition: mapInMap, input })).toMatchObject({
        mapped: [
          {
            done: [
              { part: 'a', of: 'parts' },
              { part: 'b', of: 'parts' },
            ],
          },
          { done: [] },
        ],
      });
    });

    const fifty = { items: Array.from({ length: 50 }, (_, index) => index), of: 'fifty' };
    const ofFifty = (done: unknown) => ({
      ...fifty,
      mapped: fifty.items.map((item) => ({ item, index: item, of: 'fifty', done })),
    });

    it('keeps little of fifty errors of 30 KB that functions give as data', async () => {
      const output = await outputOf({ definition: mapOfFailures, input: fifty });

      const message = expect.stringMatching(/^This did not go well\. .{277}…$/);
      expect(JSON.stringify(output).length).toBeLessThan(60_000);
      expect(output).toEqual(ofFifty({ status: 'failed', error: 'StoreFault', message }));
    }, 60_000);

    it('keeps nothing of fifty causes of 30 KB that are caught: each slice is as it was laid out', async () => {
      const output = await outputOf({
        definition: mapOfCauses,
        input: fifty,
        machines: { child: childOfManyWords },
      });

      expect(JSON.stringify(output).length).toBeLessThan(60_000);
      expect(output).toEqual(ofFifty(null));
    }, 60_000);

    it('lives with as many failed items of a distributed Map as it tolerates', async () => {
      const input = { items: ['well', 'wrong', 'well', 'wrong'], of: 'four' };

      expect(await outputOf({ definition: mapWithTolerance, input })).toEqual(input);
    });

    it('fails as States.ExceedToleratedFailureThreshold with one more', async () => {
      const input = { items: ['well', 'wrong', 'wrong'], of: 'three' };

      expect(await engine.run({ definition: mapWithTolerance, input })).toMatchObject({
        status: 'FAILED',
        error: 'States.ExceedToleratedFailureThreshold',
      });
    });

    it('waits as many seconds as its data say', async () => {
      const input = { seconds: 1 };

      const end = await engine.run({ definition: wait('SecondsPath'), input });

      expect(end).toMatchObject({ status: 'SUCCEEDED', output: input });
      expect(end.milliseconds).toBeGreaterThanOrEqual(1_000);
      expect(end.milliseconds).toBeLessThan(1_000 + slowness);
    });

    it.each([
      ['to come', 1_500, 1_000],
      ['that is over', -60_000, 0],
    ])('waits until a time %s', async (_, fromNow, least) => {
      const input = { at: new Date(Date.now() + fromNow).toISOString() };

      const end = await engine.run({ definition: wait('TimestampPath'), input });

      expect(end).toMatchObject({ status: 'SUCCEEDED', output: input });
      expect(end.milliseconds).toBeGreaterThanOrEqual(least);
      expect(end.milliseconds).toBeLessThan(Math.max(fromNow, 0) + slowness);
    });

    it('runs another machine, and gets its output as data', async () => {
      const order = { goes: 'well', amount: 3 };

      const output = await outputOf({
        definition: parent,
        input: { order },
        machines: { child },
      });

      expect(output).toMatchObject({ order, child: { Status: 'SUCCEEDED', Output: order } });
    });

    it('catches as States.TaskFailed that another machine failed, though the local cloud says by what', async () => {
      const input = { order: { goes: 'TornAsunder', cause: 'It was torn.' } };

      expect(await outputOf({ definition: parent, input, machines: { child } })).toEqual(input);
    });

    it('settles six items of which two fail, and waits for the rest of them', async () => {
      const end = await engine.run({ definition: settleOrder, input: { order: 'six' } });

      expect(end).toMatchObject({
        status: 'SUCCEEDED',
        output: {
          outcome: { error: null, cause: null, settled },
          progress: { running: 0, waitSeconds: 1 },
        },
      });
      expect(end.milliseconds).toBeGreaterThanOrEqual(1_000);
    }, 60_000);
  });
}

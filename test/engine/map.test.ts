import { describe, expect, it, jest } from '@jest/globals';
import { sendOptions } from '../../src/aws/abort.ts';
import type { StateDefinition } from '../../src/contract/definition.ts';
import { AwsUnavailable } from '../../src/contract/errors/faults.ts';
import type { Execution } from '../../src/engine/execution.ts';
import { runMachine } from '../../src/engine/run-machine.ts';
import type { StepHandler } from '../../src/step.ts';
import { executionId } from '../support/builders/ids.ts';
import { silent } from '../../src/engine/progress.ts';
import { iterator, mapOverItems } from '../machines/engines/small-machines.ts';

type WorkedOn = { readonly item: string; readonly index: number };
type Work = (input: WorkedOn) => Promise<unknown>;

const work: StateDefinition = {
  Type: 'Task',
  Resource: '${Work}',
  TimeoutSeconds: 70,
  ResultPath: '$.done',
  Next: 'Item done',
};
const itemDone: StateDefinition = { Type: 'Succeed' };

/** Runs a Map whose items are worked on by a function. */
function runMap(
  items: unknown,
  handler: Work,
  {
    map = {},
    task = {},
    ...overrides
  }: Partial<Execution> & {
    map?: Partial<StateDefinition>;
    task?: Partial<StateDefinition>;
  } = {},
) {
  const states = { Work: { ...work, ...task }, 'Item done': itemDone };
  const definition = mapOverItems({ ItemProcessor: iterator(states), ...map });
  const handlers = { Work: (async (input) => handler(input as WorkedOn)) as StepHandler };
  return runMachine(definition, {
    id: executionId,
    name: 'run',
    input: { items, of: 'all' },
    services: {} as never,
    putEvents: async () => ({ answer: {}, starts: [] }),
    progress: silent,
    retryInterval: 0,
    parts: { handlers: handlers as never, machines: {} },
    ...overrides,
  });
}

/** Work that can be told to end. */
function heldWork() {
  const ends: (() => void)[] = [];
  const held: Work = () => new Promise((resolve) => ends.push(() => resolve('done')));
  return { held, ends };
}

const tick = () => new Promise((resolve) => setTimeout(resolve, 10));

describe('The tasks of a Map in process', () => {
  it('are carried out by the handlers of their names, each with its item', async () => {
    const seen: unknown[] = [];

    const { end } = await runMap(['a', 'b'], async (input) => {
      seen.push(input);
      return `${input.item} worked on`;
    });

    expect(seen).toEqual([
      { item: 'a', index: 0, of: 'all', done: null },
      { item: 'b', index: 1, of: 'all', done: null },
    ]);
    expect(end).toMatchObject({
      output: { mapped: [{ done: 'a worked on' }, { done: 'b worked on' }] },
    });
  });

  it('are as many at a time as the definition says', async () => {
    const { held, ends } = heldWork();
    const ended = runMap(['a', 'b', 'c', 'd', 'e'], held, { map: { MaxConcurrency: 3 } });

    await tick();
    const atFirst = ends.length;
    ends[1]?.();
    await tick();
    const afterOne = ends.length;
    for (let next = 0; next < 5; next += 1) {
      ends[next]?.();
      await tick();
    }
    await ended;

    expect([atFirst, afterOne, ends.length]).toEqual([3, 4, 5]);
  });

  it('are stopped by our own timer and not by that of the engine', async () => {
    jest.useFakeTimers();
    const ended = runMap(
      ['a'],
      () => new Promise((resolve) => setTimeout(resolve, 59_000, 'late')),
      { task: { TimeoutSeconds: 1 } },
    );

    await jest.advanceTimersByTimeAsync(59_000);
    const { end } = await ended;
    jest.useRealTimers();

    expect(end).toMatchObject({ output: { mapped: [{ done: 'late' }] } });
  });

  it('are tried again after the pause that a caller asks for', async () => {
    let tries = 0;
    const Retry = [
      {
        ErrorEquals: ['AwsUnavailable'],
        IntervalSeconds: 3_600,
        BackoffRate: 2,
        MaxDelaySeconds: 7_200,
        MaxAttempts: 3,
        JitterStrategy: 'NONE',
      },
    ];

    const { end } = await runMap(
      ['a'],
      async () => {
        tries += 1;
        if (tries < 3) throw new AwsUnavailable('Throttled.');
        return 'done';
      },
      { task: { Retry } },
    );

    expect(end.status).toBe('SUCCEEDED');
    expect(tries).toBe(3);
  });

  it('are told with the item that they are for, and its label', async () => {
    const told: unknown[] = [];
    const progress = {
      ...silent,
      entered: (state: string, items: unknown) => told.push(['entered', state, items]),
      left: (...left: unknown[]) => told.push(['left', left[0], left[2], left[3]]),
      failed: (...failed: unknown[]) => told.push(['failed', failed[0], failed[3]]),
    };
    const ItemSelector = { 'item.$': '$$.Map.Item.Value.id', 'label.$': '$$.Map.Item.Value.id' };
    const fail: Work = async ({ item }) => {
      if (item === 'b') throw new AwsUnavailable('No.');
      return item;
    };

    await runMap([{ id: 'a' }, { id: 'b' }], fail, {
      progress,
      map: { ItemSelector, MaxConcurrency: 1 },
    });

    const [first, second] = [
      [{ index: 0, count: 2, label: 'a' }],
      [{ index: 1, count: 2, label: 'b' }],
    ];
    expect(told).toEqual([
      ['entered', 'Work', first],
      ['left', 'Work', 'a', first],
      ['entered', 'Work', second],
      ['failed', 'Work', second],
      ['failed', 'Map', []],
    ]);
  });
});

describe('An item of a Map that fails', () => {
  it('ends the Map under its error, once the others have been told to stop and have ended', async () => {
    const diary: string[] = [];
    const slow = async (item: string) => {
      const { abortSignal } = sendOptions();
      await new Promise((resolve) => abortSignal?.addEventListener('abort', resolve));
      diary.push(`${item} told to stop`);
      await tick();
      diary.push(`${item} ended`);
      throw abortSignal?.reason;
    };
    const progress = {
      ...silent,
      entered: (state: string) => diary.push(`${state} entered`),
    };

    const { end } = await runMap(
      ['slow', 'torn', 'never'],
      async ({ item }) => {
        if (item === 'slow') return slow(item);
        await tick();
        throw Object.assign(new Error('It is torn.'), { name: 'Torn' });
      },
      { map: { MaxConcurrency: 2 }, progress },
    );

    expect(diary).toEqual(['Work entered', 'Work entered', 'slow told to stop', 'slow ended']);
    expect(end).toEqual({ status: 'FAILED', error: 'Torn', cause: 'It is torn.' });
  });

  it('ends the whole run, where Step Functions would: a path is missing, and no Catch sees it', async () => {
    const { end } = await runMap(['a'], async () => 'done', {
      task: { Parameters: { 'x.$': '$.nowhere' } },
    });

    expect(end).toMatchObject({ status: 'FAILED', error: 'States.Runtime' });
  });

  it.each([
    ['no list', 7],
    ['null', null],
  ])('is not even begun, and the run ends, where the items are %s', async (_, items) => {
    const { end } = await runMap(items, async () => 'done');

    expect(end).toMatchObject({ status: 'FAILED', error: 'States.Runtime' });
  });
});

describe('The results of a Map', () => {
  const large: Work = async () => 'x'.repeat(100 * 1024);

  it('end the run where Step Functions takes them no more, and no Catch sees it', async () => {
    const { end } = await runMap(['a', 'b', 'c'], large);

    expect(end).toEqual({
      status: 'FAILED',
      error: 'States.DataLimitExceeded',
      cause: expect.stringMatching(
        /^The results of "Map" would make state data of 30\d{4} bytes\.$/,
      ),
    });
  });

  it('may be larger where a ResultWriter takes them', async () => {
    const map = { ResultWriter: {}, ResultPath: null };

    expect(await runMap(['a', 'b', 'c'], large, { map })).toMatchObject({
      end: { status: 'SUCCEEDED' },
    });
  });
});

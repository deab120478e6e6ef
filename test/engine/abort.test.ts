import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { sendOptions } from '../../src/aws/abort.ts';
import type { MachineDefinition, StateDefinition } from '../../src/contract/definition.ts';
import { AwsUnavailable } from '../../src/contract/errors/faults.ts';
import { runMachine } from '../../src/engine/run-machine.ts';
import { runToEnd } from '../../src/engine/run-to-end.ts';
import type { StepHandler } from '../../src/step.ts';
import { executionId, userPoolId, webClientId } from '../support/builders/ids.ts';
import { silent } from '../../src/engine/progress.ts';
import { iterator, mapOverItems, wait } from '../machines/engines/small-machines.ts';
import { memoryAccount, userPools } from './memory-account.ts';

let diary: string[];
let controller: AbortController;

const slowTask: StateDefinition = {
  Type: 'Task',
  Resource: '${Work}',
  TimeoutSeconds: 70,
  ResultPath: '$.done',
  Retry: [
    {
      ErrorEquals: ['AwsUnavailable'],
      IntervalSeconds: 3_600,
      BackoffRate: 1,
      MaxDelaySeconds: 3_600,
      MaxAttempts: 3,
      JitterStrategy: 'NONE',
    },
  ],
  Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: null, Next: 'Clean up' }],
  Next: 'Clean up',
};
const cleanUp: StateDefinition = { ...slowTask, Resource: '${CleanUp}', Next: 'Done' };
const machine: MachineDefinition = {
  StartAt: 'Work',
  States: { Work: slowTask, 'Clean up': cleanUp, Done: { Type: 'Succeed' } },
};

/** A task that hears that it is to stop, and needs a second for it. */
const toldToStop: StepHandler = async () => {
  const { abortSignal } = sendOptions();
  await new Promise((resolve) => abortSignal?.addEventListener('abort', resolve));
  diary.push('told to stop');
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  diary.push('stopped');
  throw abortSignal?.reason;
};

function run(definition: MachineDefinition, work: StepHandler = toldToStop, input: unknown = {}) {
  const cleaning: StepHandler = async () => diary.push('cleaned up');
  return runMachine(definition, {
    id: executionId,
    name: 'run',
    input,
    services: {} as never,
    putEvents: async () => ({ answer: {}, starts: [] }),
    progress: {
      ...silent,
      entered: (state) => diary.push(`${state} entered`),
      failed: (state, _, { name }) => diary.push(`${state} failed: ${name}`),
      waits: (state) => diary.push(`${state} waits`),
    },
    signal: controller.signal,
    parts: { handlers: { Work: work, 'Clean up': cleaning } as never, machines: {} },
  });
}

beforeEach(() => {
  diary = [];
  controller = new AbortController();
  jest.useFakeTimers();
});

afterEach(() => {
  jest.useRealTimers();
});

describe('An execution that is ended by its signal', () => {
  it('in a Wait ends at once, and no later state is entered', async () => {
    const definition = {
      ...machine,
      States: { ...machine.States, ...wait('SecondsPath').States, Wait: waiting },
      StartAt: 'Wait',
    };
    const ended = run(definition, toldToStop, { seconds: 3_600 });

    await jest.advanceTimersByTimeAsync(5_000);
    controller.abort();
    const { end } = await ended;

    expect(end).toEqual({ status: 'ABORTED' });
    expect(diary).toEqual(['Wait waits']);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('in a task tells it to stop, waits until it has, and tries and catches nothing', async () => {
    const ended = run(machine);

    await jest.advanceTimersByTimeAsync(100);
    controller.abort();
    await jest.advanceTimersByTimeAsync(999);
    const beforehand = [...diary];
    await jest.advanceTimersByTimeAsync(1);
    const { end } = await ended;

    expect(end).toEqual({ status: 'ABORTED' });
    expect(beforehand).toEqual(['Work entered', 'told to stop']);
    expect(diary).toEqual(['Work entered', 'told to stop', 'stopped']);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('in the pause before another try ends at once', async () => {
    const ended = run(machine, async () => {
      throw new AwsUnavailable('Throttled.');
    });

    await jest.advanceTimersByTimeAsync(100);
    controller.abort();
    const { end } = await ended;

    expect(end).toEqual({ status: 'ABORTED' });
    expect(diary).toEqual(['Work entered', 'Work failed: AwsUnavailable']);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('in a Map stops each item that is under way, begins no other, and waits for them', async () => {
    const states = { Work: { ...slowTask, Next: 'Item done', Catch: [] }, 'Item done': done };
    const definition = mapOverItems({ MaxConcurrency: 2, ItemProcessor: iterator(states) });
    const ended = run(definition, toldToStop, { items: [1, 2, 3], of: 'all' });

    await jest.advanceTimersByTimeAsync(100);
    controller.abort();
    await jest.advanceTimersByTimeAsync(1_000);
    const { end } = await ended;

    expect(end).toEqual({ status: 'ABORTED' });
    expect(diary.toSorted()).toEqual([
      'Work entered',
      'Work entered',
      'stopped',
      'stopped',
      'told to stop',
      'told to stop',
    ]);
  });

  it('before it began carries out nothing', async () => {
    controller.abort();

    const { end } = await run(machine);

    expect(end).toEqual({ status: 'ABORTED' });
    expect(diary).toEqual([]);
  });

  it('as a run ends it by the reason of the signal, and keeps no lease alive any more', async () => {
    const userPool = () =>
      new Promise<never>((_, reject) => {
        controller.signal.addEventListener('abort', () => reject(new Error('Told to stop.')));
      });
    const account = memoryAccount({ userPools: userPools({ userPool }) });
    const ended = runToEnd(
      'import-auth',
      { app: 'storefront', env: 'prod', userPoolId, webClientId },
      {
        services: account.services,
        putEvents: async () => ({ answer: {}, starts: [] }),
        progress: silent,
        signal: controller.signal,
      },
    );
    const reason = ended.catch((error: Error) => error.message);

    await jest.advanceTimersByTimeAsync(100);
    controller.abort(new Error('Enough.'));

    expect(await reason).toBe('Enough.');
    expect(account.links.get('storefront/prod')?.lease.owner).toMatch(/^local:/);
    expect(jest.getTimerCount()).toBe(0);
  });
});

const done: StateDefinition = { Type: 'Succeed' };
const waiting: StateDefinition = { Type: 'Wait', SecondsPath: '$.seconds', Next: 'Work' };

import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { sendOptions } from '../../src/aws/abort.ts';
import { functionTimeoutSeconds, type StateName } from '../../src/contract/states.ts';
import { definitions, productParts } from '../../src/engine/machines.ts';
import type { Execution } from '../../src/engine/execution.ts';
import type { Progress } from '../../src/engine/progress.ts';
import { runMachine } from '../../src/engine/run-machine.ts';
import { triesOf } from '../../src/engine/tries.ts';
import type { StepHandler } from '../../src/step.ts';
import { executionId } from '../support/builders/ids.ts';
import { anOutcome, samplesFor } from '../machines/samples.ts';

/** What happened, in order: tasks entered, left and failed, and what stubs say. */
let diary: string[];

const progress: Progress = {
  entered: (state) => diary.push(`${state} entered`),
  left: (state) => diary.push(`${state} left`),
  answered: (state) => diary.push(`${state} left`),
  failed: (state, _milliseconds, { name }) => diary.push(`${state} failed: ${name}`),
  waits: (state) => diary.push(`${state} waits`),
};

function execution(overrides: Partial<Execution> = {}): Execution {
  return {
    id: executionId,
    name: 'storefront_prod_1',
    input: {},
    services: {} as never,
    putEvents: async () => ({ answer: { FailedEntryCount: 0, Entries: [] }, starts: [] }),
    progress,
    retryInterval: 0,
    ...overrides,
  };
}

function stub(state: StateName, handler: StepHandler): void {
  jest
    .spyOn(productParts.handlers as Record<StateName, StepHandler>, state)
    .mockImplementation(handler);
}

/** The pages of the diary about some states. */
function pagesOf(...about: string[]): string[] {
  return diary.filter((page) => about.some((state) => page.startsWith(state)));
}

async function runImportMachine(overrides: Partial<Execution> = {}) {
  const { end } = await runMachine(definitions['import-auth'], execution(overrides));
  return end;
}

beforeEach(() => {
  diary = [];
  const samples = samplesFor([]);
  for (const [state, sample] of Object.entries(samples)) {
    stub(state as StateName, async () => sample);
  }
  stub('Close run', async (input) => {
    const { failure } = input as { failure: { Error: string; Cause: string } | null };
    return anOutcome(failure?.Error ?? null, failure?.Cause);
  });
});

afterEach(() => {
  jest.restoreAllMocks();
  jest.useRealTimers();
});

describe('A step that runs out of time', () => {
  /** A writer that hears the signal at once, and needs five more seconds to stop. */
  const slowToStop: StepHandler = async () => {
    const { abortSignal } = sendOptions();
    await new Promise((resolve) => abortSignal?.addEventListener('abort', resolve));
    diary.push('Apply role policies told to stop');
    await new Promise((resolve) => setTimeout(resolve, 5_000));
    diary.push('Apply role policies settled');
    throw abortSignal?.reason;
  };

  it('is told to stop, and nothing is undone before it has settled', async () => {
    jest.useFakeTimers();
    stub('Apply role policies', slowToStop);
    const ended = runImportMachine();

    await jest.advanceTimersByTimeAsync(functionTimeoutSeconds * 1000 + 4_999);
    const beforehand = pagesOf('Apply', 'Undo');
    await jest.advanceTimersByTimeAsync(30 * 60_000);
    await ended;

    const once = [
      'Apply role policies entered',
      'Apply role policies told to stop',
      'Apply role policies settled',
      'Apply role policies failed: Sandbox.Timedout',
    ];
    expect(beforehand).toEqual(once.slice(0, 2));
    expect(pagesOf('Apply', 'Undo')).toEqual([
      ...Array.from({ length: 7 }, () => once).flat(),
      'Undo role policies entered',
      'Undo role policies left',
    ]);
  });

  it('ends the run under the name that Lambda gives it', async () => {
    jest.useFakeTimers();
    stub('Apply role policies', slowToStop);
    const ended = runImportMachine();

    await jest.advanceTimersByTimeAsync(30 * 60_000);

    expect(await ended).toEqual({
      status: 'FAILED',
      error: 'Sandbox.Timedout',
      cause: '"Apply role policies" ran longer than 60 seconds.',
    });
  });

  it('leaves no timer behind', async () => {
    jest.useFakeTimers();

    await runImportMachine();

    expect(jest.getTimerCount()).toBe(0);
  });
});

describe('State data', () => {
  const roomy = 'x'.repeat(199 * 1024);
  const withMessage = (message: string) => ({
    settings: null,
    findings: [{ code: 'X', severity: 'info', subject: '', message, resolution: '' }],
  });

  it('above 200 KiB fails the state that would make it so large, which is then undone', async () => {
    stub('Validate user pool', async () => withMessage(roomy));

    const end = await runImportMachine();

    expect(end).toMatchObject({ status: 'FAILED', error: 'StateDataFault' });
    expect(end).toMatchObject({
      cause: expect.stringMatching(/"Validate user pool".*\d{6} bytes/),
    });
    expect(diary.slice(diary.indexOf('Validate user pool entered'))).toEqual([
      'Validate user pool entered',
      'Validate user pool failed: StateDataFault',
      'Undo role policies entered',
      'Undo role policies left',
      'Close run entered',
      'Close run left',
      'Announce failure entered',
      'Announce failure left',
    ]);
  });

  it.each([
    ['many bytes', '€'.repeat(67 * 1024), 'FAILED'],
    ['many characters', 'x'.repeat(150 * 1024), 'SUCCEEDED'],
  ])('is measured by its bytes: %s', async (_, message, status) => {
    stub('Validate user pool', async () => withMessage(message));

    expect(await runImportMachine()).toMatchObject({ status });
  });
});

describe('Progress', () => {
  it('is told of each task as it is entered and left', async () => {
    await runImportMachine();

    expect(diary.slice(0, 4)).toEqual([
      'Read request entered',
      'Read request left',
      'Take lease entered',
      'Take lease left',
    ]);
    expect(diary.slice(-2)).toEqual(['Close run entered', 'Close run left']);
  });

  it('hears how long a task took, and what it gave', async () => {
    const left = jest.fn<(...told: readonly unknown[]) => void>();

    await runImportMachine({ progress: { ...progress, left } });

    expect(left).toHaveBeenCalledWith('Take lease', expect.any(Number), { fence: 1 }, []);
  });

  it('hears of each try that failed', async () => {
    const busy = Object.assign(new Error('Another run.'), { name: 'LinkBusy' });
    let tries = 0;
    stub('Take lease', async () => {
      tries += 1;
      if (tries < 3) throw busy;
      return { fence: 1 };
    });

    await runImportMachine();

    expect(pagesOf('Take lease')).toEqual([
      'Take lease entered',
      'Take lease failed: LinkBusy',
      'Take lease entered',
      'Take lease failed: LinkBusy',
      'Take lease entered',
      'Take lease left',
    ]);
  });
});

describe('A try that follows another', () => {
  const unavailable = Object.assign(new Error('Throttled.'), { name: 'AwsUnavailable' });

  it('comes after the pause of the definition, with full jitter', async () => {
    jest.useFakeTimers();
    jest.spyOn(Math, 'random').mockReturnValue(0.5);
    stub('Take lease', async () => {
      throw unavailable;
    });
    const { retryInterval: _left, ...asDefined } = execution();
    const ended = runMachine(definitions['import-auth'], asDefined);

    await jest.advanceTimersByTimeAsync(499);
    const before = pagesOf('Take lease entered').length;
    await jest.advanceTimersByTimeAsync(1);
    const after = pagesOf('Take lease entered').length;
    await jest.advanceTimersByTimeAsync(60_000);
    await ended;

    expect([before, after, pagesOf('Take lease entered').length]).toEqual([1, 2, 7]);
  });

  it('is told with the pause that is kept, which one it is, and of how many', async () => {
    jest.useFakeTimers();
    jest.spyOn(Math, 'random').mockReturnValue(0.5);
    const told: unknown[] = [];
    const at: number[] = [];
    stub('Take lease', async () => {
      at.push(Date.now());
      throw unavailable;
    });
    const { retryInterval: _left, ...asDefined } = execution({
      progress: { ...progress, failed: (_state, _took, _error, _items, next) => told.push(next) },
    });
    const ended = runMachine(definitions['import-auth'], asDefined);

    await jest.advanceTimersByTimeAsync(60_000);
    await ended;

    const pauses = [500, 1_000, 2_000, 4_000, 8_000, 10_000];
    expect(told).toEqual([
      ...pauses.map((inMilliseconds, index) => ({ inMilliseconds, number: index + 2, of: 7 })),
      null,
    ]);
    expect(at.slice(1).map((time, index) => time - (at[index] ?? 0))).toEqual(pauses);
  });

  it('counts by the retrier that it goes by, and from the beginning when a state comes again', () => {
    const retrier = {
      IntervalSeconds: 1,
      BackoffRate: 2,
      MaxDelaySeconds: 20,
      JitterStrategy: 'FULL',
    };
    const Retry = [
      { ...retrier, ErrorEquals: ['LinkBusy'], MaxAttempts: 20 },
      { ...retrier, ErrorEquals: ['AwsUnavailable'], MaxAttempts: 1 },
    ];
    const tries = triesOf({ StartAt: 'Work', States: { Work: { Type: 'Task', Retry } } }, 0);
    const busy = Object.assign(new Error('Another run.'), { name: 'LinkBusy' });
    const countOf = (error: Error) => {
      const next = tries.after('Work', error);
      return next && [next.number, next.of];
    };

    const first = [busy, busy, unavailable, busy, unavailable].map(countOf);
    tries.done('Work');

    expect(first).toEqual([[2, 21], [3, 21], [2, 2], [4, 21], null]);
    expect(countOf(busy)).toEqual([2, 21]);
    expect(countOf(new Error('Of no name that is tried again.'))).toBeNull();
    expect(
      countOf(Object.assign(new Error('Over.'), { name: 'LinkBusy', isRetryable: false })),
    ).toBeNull();
  });

  it('comes after the pause that a caller asks for', async () => {
    jest.useFakeTimers();
    stub('Take lease', async () => {
      throw unavailable;
    });
    const ended = runImportMachine({ retryInterval: 20 });

    await jest.advanceTimersByTimeAsync(19);
    const before = pagesOf('Take lease entered').length;
    await jest.advanceTimersByTimeAsync(6 * 20);
    await ended;

    expect([before, pagesOf('Take lease entered').length]).toEqual([1, 7]);
  });
});

describe('The first step', () => {
  it.each(['Read request', 'Read push request'] as const)(
    '"%s" gets the whole input, and the id of the execution',
    async (state) => {
      const machine = state === 'Read request' ? 'import-auth' : 'push-auth';
      const given = jest.fn<StepHandler>(async () => samplesFor([])[state]);
      stub(state, given);

      await runMachine(definitions[machine], execution({ input: { app: 'storefront' } }));

      const expected = { input: { app: 'storefront' }, executionId };
      expect(given.mock.calls).toEqual([[expected, { services: expect.any(Object) }]]);
    },
  );
});

import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { StateDefinition } from '../../src/contract/definition.ts';
import { newLinkItem } from '../../src/contract/link.ts';
import type { Execution } from '../../src/engine/execution.ts';
import { runMachine } from '../../src/engine/run-machine.ts';
import { link } from '../support/builders/link.ts';
import { silent } from '../../src/engine/progress.ts';
import { wait } from '../machines/engines/small-machines.ts';
import { memoryAccount } from './memory-account.ts';

const now = new Date('2026-11-22T10:00:00.000Z');
const owner = 'local:host:1:run';

let waits: [state: string, until: string][];

function execution(input: unknown, overrides: Partial<Execution> = {}): Execution {
  return {
    id: owner,
    name: 'run',
    input,
    services: {} as never,
    putEvents: async () => ({ answer: {}, starts: [] }),
    progress: {
      ...silent,
      waits: (state, until) => waits.push([state, until.toISOString()]),
    },
    ...overrides,
  };
}

beforeEach(() => {
  waits = [];
  jest.useFakeTimers({ now });
});

afterEach(() => {
  jest.useRealTimers();
});

describe('A Wait in process', () => {
  it.each([
    ['SecondsPath', { seconds: 90 }, '2026-11-22T10:01:30.000Z'],
    ['TimestampPath', { at: '2026-11-22T10:00:45Z' }, '2026-11-22T10:00:45.000Z'],
    ['TimestampPath', { at: '2026-11-21T10:00:00Z' }, '2026-11-21T10:00:00.000Z'],
  ] as const)('by %s tells until when it lasts: %j', async (path, input, until) => {
    const ended = runMachine(wait(path), execution(input));

    await jest.advanceTimersByTimeAsync(90_000);

    expect((await ended).end).toEqual({ status: 'SUCCEEDED', output: input });
    expect(waits).toEqual([['Wait', until]]);
  });

  it('lasts as long as it says, also longer than a timer of Node can', async () => {
    const days = 30;
    let over = false;
    const ended = runMachine(wait('SecondsPath'), execution({ seconds: days * 86_400 }));
    void ended.then(() => (over = true));

    await jest.advanceTimersByTimeAsync(days * 86_400_000 - 1);
    const before = over;
    await jest.advanceTimersByTimeAsync(1);
    await ended;

    expect([before, over]).toEqual([false, true]);
    expect(jest.getTimerCount()).toBe(0);
  });

  it.each([
    ['SecondsPath', { seconds: -1 }],
    ['SecondsPath', { seconds: 1.5 }],
    ['SecondsPath', { seconds: '5' }],
    ['SecondsPath', { seconds: null }],
    ['SecondsPath', {}],
    ['TimestampPath', { at: 'soon' }],
    ['TimestampPath', { at: 'Jan 5 2027' }],
    ['TimestampPath', { at: '2027-01-05' }],
    ['TimestampPath', { at: '2027-01-05T10:00:00' }],
    ['TimestampPath', { at: 5 }],
  ] as const)('by %s ends the run where the data say no time: %j', async (path, input) => {
    const { end } = await runMachine(wait(path), execution(input));

    expect(end).toMatchObject({ status: 'FAILED', error: 'States.Runtime' });
    expect(waits).toEqual([]);
  });
});

describe('A Wait after a lease was taken', () => {
  const takeAndWait = {
    StartAt: 'Take lease',
    States: {
      'Take lease': { Type: 'Task', Resource: '${TakeLease}', ResultPath: null, Next: 'Wait' },
      ...wait('SecondsPath').States,
    } as Readonly<Record<string, StateDefinition>>,
  };

  it('keeps it, by a sign of life every twenty seconds', async () => {
    const account = memoryAccount();
    account.links.set('storefront/prod', {
      ...newLinkItem(link),
      lease: { owner, fence: 1, heartbeatUntil: null, takenAt: null },
    });
    const take = async (_: unknown, { services }: { services?: Execution['services'] } = {}) => {
      await services?.keepAlive?.(link, owner, async () => 1);
      return {};
    };
    const ended = runMachine(
      takeAndWait,
      execution(
        { seconds: 300 },
        {
          services: account.services,
          parts: { handlers: { 'Take lease': take } as never, machines: {} },
        },
      ),
    );

    await jest.advanceTimersByTimeAsync(299_000);
    const kept = account.links.get('storefront/prod')?.lease.heartbeatUntil;
    await jest.advanceTimersByTimeAsync(1_000);
    await ended;

    expect(kept).toBe('2026-11-22T10:05:40.000Z');
    expect(jest.getTimerCount()).toBe(0);
  });
});

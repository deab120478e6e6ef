import { hostname } from 'node:os';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import type { ConfigStore } from '../../src/procedures/config/port.ts';
import { StoreFault } from '../../src/contract/errors/faults.ts';
import type { BusEvent } from '../../src/contract/events.ts';
import { resultSchema } from '../../src/contract/result.ts';
import type { EventSink } from '../../src/engine/bus.ts';
import { thisProcess } from '../../src/aws/stack/processes.ts';
import { localOwner } from '../../src/domain/link/lease.ts';
import { localExecutionId } from '../../src/engine/execution.ts';
import { runImport } from '../../src/engine/run-import.ts';
import type { RunEnvironment } from '../../src/engine/run-to-end.ts';
import { userPoolId, webClientId } from '../support/builders/ids.ts';
import { aUserPool } from '../support/builders/user-pool.ts';
import { found } from '../support/builders/readings.ts';
import { silent } from '../../src/engine/progress.ts';
import { memoryAccount, userPools, type MemoryAccount } from './memory-account.ts';

const request = { app: 'storefront', env: 'prod', userPoolId, webClientId };

/** A bus that has the one rule which a published config starts a push by. */
const busWithPush: EventSink = async (entries) => ({
  answer: { FailedEntryCount: 0, Entries: [] },
  starts: entries
    .filter(({ DetailType }) => DetailType === 'Auth Config Published')
    .map(({ Source, DetailType, Detail }) => ({
      machine: 'push-auth',
      event: { source: Source, 'detail-type': DetailType, detail: Detail } as BusEvent,
    })),
});

function environment(
  { services }: MemoryAccount,
  overrides: Partial<RunEnvironment> = {},
): RunEnvironment {
  return { services, putEvents: busWithPush, progress: silent, retryInterval: 0, ...overrides };
}

afterEach(() => {
  jest.useRealTimers();
});

describe('An import in process', () => {
  it('gives the result document, with what the push did that its event started', async () => {
    const account = memoryAccount();

    const result = await runImport(request, environment(account));

    expect(resultSchema().parse(result)).toEqual(result);
    expect(result).toMatchObject({
      status: 'published',
      published: { revision: 1 },
      push: { status: 'pushed', revision: 1, targets: [] },
    });
    expect(account.links.get('storefront/prod')).toMatchObject({
      revision: 1,
      announcedRevision: 1,
      push: { of: { revision: 1 }, open: null, targets: [] },
      lease: { owner: null },
    });
  });

  it('starts no push when there is nothing to announce', async () => {
    const account = memoryAccount();
    await runImport(request, environment(account));

    const again = await runImport(request, environment(account));

    expect(again).toMatchObject({ status: 'unchanged', published: { revision: 1 } });
    expect(again.push).toBeUndefined();
  });

  it('starts no push itself where a bus of its own does', async () => {
    const putEvents: EventSink = async () => ({ answer: { FailedEntryCount: 0 }, starts: [] });

    const result = await runImport(request, environment(memoryAccount(), { putEvents }));

    expect(result.status).toBe('published');
    expect(result.push).toBeUndefined();
  });

  it('stays published when its push fails, and says so', async () => {
    const account = memoryAccount();
    const astray: EventSink = (entries) =>
      busWithPush(entries.map((entry) => ({ ...entry, Source: 'amplify-import.another' })));

    const result = await runImport(request, environment(account, { putEvents: astray }));

    expect(result).toMatchObject({
      status: 'published',
      push: { status: 'failed', error: { name: 'InvalidRequest' } },
    });
  });

  it('is refused by the very result that its report holds', async () => {
    const nobody = userPools({ userPool: async () => ({ status: 'not-found' }) });
    const account = memoryAccount({ userPools: nobody });

    const result = await runImport(request, environment(account));

    const [report = ''] = [...account.objects.keys()].filter((key) => key.endsWith('report.json'));
    expect(result).toMatchObject({ status: 'refused', error: { name: 'ImportRefused' } });
    expect(JSON.parse(account.objects.get(report) ?? '')).toMatchObject(result);
    expect(result.push).toBeUndefined();
  });
});

describe('A run that breaks', () => {
  it('in its first step gives the error as its result', async () => {
    const account = memoryAccount();
    const linkStore = {
      ...account.services.linkStore,
      look: () => Promise.reject(new StoreFault('The link is not of this version.')),
    };

    const result = await runImport(
      { app: 'storefront', env: 'prod' },
      environment({ ...account, services: { ...account.services, linkStore } }),
    );

    expect(resultSchema().parse(result)).toEqual({
      status: 'failed',
      error: { name: 'StoreFault', message: 'The link is not of this version.' },
      findings: [],
    });
  });

  it('in its last step gives that error, though the config stands', async () => {
    const account = memoryAccount();
    const store = account.services.configStore;
    const configStore: ConfigStore = {
      ...store,
      write: async (key, ...rest) => {
        if (key.endsWith('report.json')) throw new StoreFault('The report cannot be written.');
        return store.write(key, ...rest);
      },
    };

    const result = await runImport(
      request,
      environment({ ...account, services: { ...account.services, configStore } }),
    );

    expect(result).toMatchObject({
      status: 'failed',
      error: { name: 'StoreFault', message: 'The report cannot be written.' },
    });
    expect([...account.objects.keys()]).toContain('config/storefront/prod/manifest.json');
  });
});

describe('The heartbeat of a run', () => {
  /** A run whose pool answers when it is told to. */
  function slowRun() {
    let answer = () => {};
    const asked = new Promise<void>((resolve) => (answer = resolve));
    const userPool = async () => {
      await asked;
      return found(aUserPool());
    };
    const account = memoryAccount({ userPools: userPools({ userPool }) });
    const ended = runImport(request, environment(account));
    const heartbeat = () => account.links.get('storefront/prod')?.lease.heartbeatUntil ?? null;
    return { account, ended, heartbeat, answer };
  }

  it('keeps the lease for a minute more, three times a minute, while a step takes long', async () => {
    jest.useFakeTimers({ now: new Date('2026-11-22T10:00:00.000Z') });
    const { ended, heartbeat, answer } = slowRun();
    const seen: (string | null)[] = [];

    for (const seconds of [1, 19, 20, 15]) {
      await jest.advanceTimersByTimeAsync(seconds * 1000);
      seen.push(heartbeat());
    }
    answer();
    await ended;

    expect(seen.map((time) => time?.slice(11, 19))).toEqual([
      '10:01:00',
      '10:01:20',
      '10:01:40',
      '10:01:40',
    ]);
  });

  it('stops with the run, and gives the lease back', async () => {
    jest.useFakeTimers();
    const { ended, heartbeat, answer, account } = slowRun();
    answer();

    await ended;
    const item = account.links.get('storefront/prod');
    await jest.advanceTimersByTimeAsync(120_000);

    expect(jest.getTimerCount()).toBe(0);
    expect(heartbeat()).toBeNull();
    expect(account.links.get('storefront/prod')).toBe(item);
  });

  it('does not beat for a lease that another run has taken over', async () => {
    jest.useFakeTimers();
    const { ended, answer, account } = slowRun();
    await jest.advanceTimersByTimeAsync(1_000);
    const item = account.links.get('storefront/prod');
    const other = { owner: 'local:elsewhere:1:x', fence: 2, heartbeatUntil: null, takenAt: null };
    account.links.set('storefront/prod', { ...item!, lease: other });

    await jest.advanceTimersByTimeAsync(40_000);
    const seen = account.links.get('storefront/prod')?.lease;
    answer();
    const result = await ended;

    expect(seen).toEqual(other);
    expect(result).toMatchObject({ status: 'failed', error: { name: 'LeaseLost' } });
    expect(account.links.get('storefront/prod')?.lease).toEqual(other);
  });
});

describe('The owner of a local run', () => {
  it('names host, place and process, and is another one each time', () => {
    const [first, second] = [localExecutionId(), localExecutionId()];

    expect(localOwner(first)).toEqual({ host: hostname(), ...thisProcess() });
    expect(first).not.toBe(second);
  });
});

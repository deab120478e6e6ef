import { describe, expect, it } from '@jest/globals';
import { AwsUnavailable, StoreFault } from '../../src/contract/errors/faults.ts';
import type { PushRequest } from '../../src/contract/push/request.ts';
import { pushResultSchema, type PushResult } from '../../src/contract/push/result.ts';
import type { EventEntry, EventSink } from '../../src/engine/bus.ts';
import { runImport } from '../../src/engine/run-import.ts';
import { runPush } from '../../src/engine/run-push.ts';
import { link } from '../support/builders/link.ts';
import { userPoolId, webClientId } from '../support/builders/ids.ts';
import { silent } from '../../src/engine/progress.ts';
import { memoryAccount, type MemoryAccount } from './memory-account.ts';

const asked: PushRequest = { ...link, mode: 'push', only: null, follow: false };

/** An account that has imported a link without targets, and the bus that pushes nothing by itself. */
async function imported(overrides: Parameters<typeof memoryAccount>[0] = {}) {
  const account = memoryAccount(overrides);
  await runImport({ ...link, userPoolId, webClientId }, environmentOf(account));
  return account;
}

function environmentOf({ services }: MemoryAccount, putEvents: EventSink = quiet) {
  return { services, putEvents, progress: silent, retryInterval: 0 };
}

const quiet: EventSink = async () => ({ answer: { FailedEntryCount: 0 }, starts: [] });

async function push(
  account: MemoryAccount,
  overrides: Partial<PushRequest> = {},
  putEvents: EventSink = quiet,
): Promise<PushResult> {
  const result = await runPush({ ...asked, ...overrides }, environmentOf(account, putEvents));
  return pushResultSchema().parse(result);
}

describe('A push in process', () => {
  it('has nothing to do for a link without targets, and tells the bus', async () => {
    const account = await imported();
    const told: EventEntry[] = [];

    const result = await push(account, {}, async (entries) => {
      told.push(...entries);
      return quiet(entries);
    });

    expect(result).toMatchObject({ status: 'unchanged', revision: 1, targets: [] });
    expect(account.objects.get(result.report?.replace('memory:', '') ?? '')).toContain(
      '"status": "unchanged"',
    );
    expect(told.map(({ DetailType }) => DetailType)).toEqual(['Auth Pushed']);
    expect(account.links.get('storefront/prod')?.lease.owner).toBeNull();
  });

  it('only plans where a plan is asked for', async () => {
    const account = await imported();

    const result = await push(account, { mode: 'plan' });

    expect(result).toMatchObject({ status: 'planned', plan: { targets: [] } });
    expect(account.links.get('storefront/prod')?.push).toBeNull();
  });

  it('is refused for a link that no import has recorded', async () => {
    const result = await push(memoryAccount());

    expect(result).toMatchObject({
      status: 'refused',
      error: { name: 'LinkNotRecorded' },
      revision: null,
    });
  });

  it('is refused where it names a target that is none of the link: nothing else would tell', async () => {
    const account = await imported();

    const result = await push(account, { only: ['failed', 'function:eu-west-1:odrers'] });

    expect(result).toMatchObject({ status: 'refused', error: { name: 'InvalidRequest' } });
    expect(result.error?.message).toMatch(
      /^function:eu-west-1:odrers is no target of storefront\/prod\. It has none\./,
    );
    expect(account.links.get('storefront/prod')).toMatchObject({
      push: null,
      lease: { owner: null },
    });
  });

  it('has nothing to do for what failed the last time when nothing did', async () => {
    const result = await push(await imported(), { only: ['failed'] });

    expect(result).toMatchObject({ status: 'unchanged', targets: [] });
  });

  it('is refused while another run holds the link', async () => {
    const account = await imported();
    const item = account.links.get('storefront/prod');
    const lease = {
      owner: 'arn:aws:states:another',
      fence: 7,
      heartbeatUntil: null,
      takenAt: null,
    };
    account.links.set('storefront/prod', { ...item!, lease });

    const result = await push(account);

    expect(result).toMatchObject({ status: 'refused', error: { name: 'LinkBusy' } });
  });

  it('fails by the error of the bus when that takes no event, though all is pushed', async () => {
    const result = await push(await imported(), {}, () =>
      Promise.reject(Object.assign(new Error('No bus.'), { name: 'EventBridge.FailedEntry' })),
    );

    expect(result).toMatchObject({
      status: 'failed',
      error: { message: expect.stringContaining('No bus.') },
      revision: 1,
    });
  });

  it.each([
    ['a fault of the store', new StoreFault('The link cannot be read.'), 'StoreFault'],
    ['an AWS out of reach', new AwsUnavailable('Throttled.'), 'AwsUnavailable'],
  ])('gives %s in its first step as its result', async (_, error, name) => {
    const { services, ...account } = memoryAccount();
    const linkStore = { ...services.linkStore, look: () => Promise.reject(error) };

    const result = await push({ ...account, services: { ...services, linkStore } });

    expect(result).toEqual({
      status: 'failed',
      error: { name, message: error.message },
      revision: null,
      findings: [],
      targets: [],
      superseded: false,
    });
  });
});

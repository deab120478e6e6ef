import { describe, expect, it } from '@jest/globals';
import { handler as readRemoveRequest } from '../../functions/read-remove-request.ts';
import { AwsUnavailable } from '../../src/contract/errors/faults.ts';
import type { LinkItem } from '../../src/contract/link.ts';
import type { Services } from '../../src/procedures/ports.ts';
import { aPutEvent } from '../support/builders/events.ts';
import { executionId } from '../support/builders/ids.ts';
import { aLedgerEntry, aLinkItem, link } from '../support/builders/link.ts';
import { aRemovalOutcome } from './samples.ts';
import { runStubbed, throwing } from './stub-run.ts';

const machine = 'remove-auth';
const imported = aLinkItem({ revision: 7, ledger: [aLedgerEntry('{}')] });
const servicesOf = (item: LinkItem) =>
  ({
    now: () => new Date(0),
    mayPurge: false,
    linkStore: { look: async () => item },
  }) as unknown as Services;
const reading = (item: LinkItem = imported) => ({
  'Read remove request': (data: unknown) => readRemoveRequest(data, { services: servicesOf(item) }),
});
const remove = (stubs: object, input: unknown = link) =>
  runStubbed({ machine, input, stubs: { ...reading(), ...stubs } });
const planned = (overrides: object = {}, ...names: string[]) => ({
  key: 'removal.json',
  sha256: '0',
  hash: `sha256:${'0'.repeat(64)}`,
  errors: 0,
  changes: 3,
  unannounced: false,
  revision: 7,
  targets: names.map((name) => ({ id: `function:eu-west-1:${name}`, kind: 'function' })),
  ...overrides,
});
const closing = (input: unknown) =>
  aRemovalOutcome((input as { failure: { Error: string } | null }).failure?.Error ?? null);

describe('A removal', () => {
  it('takes the lease, plans, publishes the tombstone, gives back, clears, closes, and tells the bus', async () => {
    const { end, tasks, entries } = await remove({});

    expect(end.status).toBe('SUCCEEDED');
    expect(tasks).toEqual([
      'Read remove request',
      'Take lease',
      'Plan removal',
      'Publish tombstone',
      'Restore target',
      'Remove role policies',
      'Close link',
      'Announce removal',
      'Close removal',
    ]);
    expect(entries).toEqual([
      {
        Source: 'amplify-import.storefront',
        DetailType: 'Auth Removed',
        EventBusName: '${EventBusName}',
        Detail: { version: '1', ...link, executionId, revision: 1, left: 0 },
      },
    ]);
  });

  it('A3: gives back every target, whichever of them fails or is never answered, and closes with all', async () => {
    const stubs = {
      'Plan removal': () => planned({}, 'orders', 'mail', 'stock'),
      'Restore target': (input: unknown) => {
        const { target } = input as { target: { id: string } };
        if (target.id.endsWith('orders')) return throwing('AccessDenied')(input);
        if (target.id.endsWith('mail')) throw new AwsUnavailable('Throttled.');
        return { status: 'pushed', wrote: true, error: null };
      },
      'Close link': () => ({ left: 2 }),
    };

    const { end, inputs, entries } = await remove(stubs);

    const { results } = inputs.get('Close link') as { results: { restored: unknown }[] };
    expect(end.status).toBe('SUCCEEDED');
    expect(results.map(({ restored }) => restored)).toEqual([
      { status: 'failed', error: 'AccessDenied', message: 'AccessDenied happened.' },
      null,
      { status: 'pushed', wrote: true, error: null },
    ]);
    expect(entries).toMatchObject([{ Detail: { left: 2 } }]);
  });

  it.each([
    ['is only planned', {}, { ...link, mode: 'plan' }],
    ['is refused', { 'Plan removal': () => planned({ errors: 1 }) }, link],
    ['finds nothing to do', { 'Plan removal': () => planned({ changes: 0 }) }, link],
  ])('that %s writes nothing and tells nobody', async (_, stubs, input) => {
    const { tasks, entries } = await remove(stubs, input);

    expect(tasks).toEqual(['Read remove request', 'Take lease', 'Plan removal', 'Close removal']);
    expect(entries).toEqual([]);
  });

  it('that was done before and never announced is announced alone', async () => {
    const { end, tasks, entries } = await remove({
      'Plan removal': () => planned({ changes: 0, unannounced: true }),
    });

    expect(end.status).toBe('SUCCEEDED');
    expect(tasks.slice(3)).toEqual(['Announce removal', 'Close removal']);
    expect(entries).toMatchObject([{ Detail: { revision: 7, left: 0 } }]);
  });

  it.each([
    'Take lease',
    'Plan removal',
    'Publish tombstone',
    'Remove role policies',
    'Close link',
  ])(
    'that fails in "%s" is closed, tells nobody, and ends in Fail with its error',
    async (state) => {
      const { end, tasks, entries } = await remove({
        [state]: throwing('LeaseLost', 'Another run has taken over.'),
        'Close removal': closing,
      });

      expect(end).toMatchObject({ status: 'FAILED', error: 'LeaseLost' });
      expect(tasks.slice(-2)).toEqual([state, 'Close removal']);
      expect(entries).toEqual([]);
    },
  );

  it('whose end the bus does not take is closed, and does not pass for a good one', async () => {
    const { end, tasks } = await remove({
      'Announce removal': throwing('EventBridge.AccessDeniedException'),
      'Close removal': closing,
    });

    expect(end).toMatchObject({ status: 'FAILED', error: 'EventBridge.AccessDeniedException' });
    expect(tasks.at(-1)).toBe('Close removal');
  });

  it('hands on who has started it, and what for', async () => {
    const { inputs } = await remove({}, { ...link, startedBy: 'expiry' });

    expect(inputs.get('Plan removal')).toMatchObject({
      link,
      run: { startedBy: 'expiry', recovers: null },
      remove: { mode: 'remove', expectPlan: null, force: false, purge: false },
    });
  });

  const asking = (detail: object, envelope = {}) =>
    aPutEvent(detail, { 'detail-type': 'Auth Remove Requested', ...envelope });
  it.each([
    ['no link', {}],
    ['null', null],
    ['a text', 'storefront/prod'],
    ['a starter that is none of the stack', { ...link, startedBy: 'drift' }],
    ['"purge" where the stack does not let it', { ...link, purge: true }],
    ['an event of another type', asking(link, { 'detail-type': 'Auth Removed' })],
    ['an event whose source names another app', asking(link, { source: 'amplify-import.x' })],
    ['an event that forces', asking({ ...link, force: true })],
  ])('refuses %s before it does anything', async (_, input) => {
    const { end, tasks, entries } = await remove({}, input);

    expect(end).toMatchObject({ status: 'FAILED', error: 'InvalidRequest' });
    expect(tasks).toEqual(['Read remove request']);
    expect(entries).toEqual([]);
  });

  it('of a link that nobody has imported takes no lease, which would make an item of it', async () => {
    const { end, tasks } = await remove(reading(aLinkItem()));

    expect(end).toMatchObject({ status: 'FAILED', error: 'LinkNotRecorded' });
    expect(tasks).toEqual(['Read remove request']);
  });

  it.each(['Read remove request', 'Close removal'])(
    'that Step Functions cuts short in "%s" ends in a fault of ours, not as one that nothing has seen',
    async (state) => {
      const { end } = await remove({ [state]: throwing('States.Timeout', '') });

      expect(end).toMatchObject({ status: 'FAILED', error: 'WorkflowFault' });
    },
  );

  it.each(['Read remove request', 'Close removal'])(
    'that breaks in "%s" says so',
    async (state) => {
      const { end } = await remove({ [state]: throwing('StoreFault', `${state} broke.`) });

      expect(end).toEqual({ status: 'FAILED', error: 'StoreFault', cause: `${state} broke.` });
    },
  );
});

import { describe, expect, it } from '@jest/globals';
import { handler as readPushRequest } from '../../functions/read-push-request.ts';
import { AwsUnavailable } from '../../src/contract/errors/faults.ts';
import type { Services } from '../../src/procedures/ports.ts';
import { executionId } from '../support/builders/ids.ts';
import { aLinkItem, link } from '../support/builders/link.ts';
import { aPushOutcome, configPublished } from './samples.ts';
import { runStubbed, throwing } from './stub-run.ts';

const machine = 'push-auth';
const servicesOf = (revision: number | null) =>
  ({
    now: () => new Date(0),
    linkStore: { look: async () => aLinkItem({ revision }) },
  }) as unknown as Services;
const reading = (revision: number | null = 7) => ({
  'Read push request': (data: unknown) => readPushRequest(data, { services: servicesOf(revision) }),
});
const push = (stubs: object, input: unknown = configPublished) =>
  runStubbed({ machine, input, stubs: { ...reading(), ...stubs } });
const planned = (...names: string[]) => ({
  key: 'push.json',
  sha256: '0',
  revision: 7,
  open: true,
  targets: names.map((name) => ({ id: `function:eu-west-1:${name}`, kind: 'function' })),
});

describe('A push', () => {
  it('takes the lease, plans, pushes each target, records, and tells the bus at the end', async () => {
    const { end, tasks, entries } = await push({});

    expect(end.status).toBe('SUCCEEDED');
    expect(tasks).toEqual([
      'Read push request',
      'Take lease',
      'Plan push',
      'Push target',
      'Record push',
      'Follow builds',
      'Close push',
      'Announce push',
    ]);
    expect(entries).toEqual([
      {
        Source: 'amplify-import.storefront',
        DetailType: 'Auth Pushed',
        EventBusName: '${EventBusName}',
        Detail: expect.objectContaining({ version: '1', ...link, executionId, pushed: [] }),
      },
    ]);
  });

  it('A3: records what came of every target, whichever of them failed or was never answered', async () => {
    const stubs = {
      'Plan push': () => planned('orders', 'mail', 'stock'),
      'Push target': (input: unknown) => {
        const { target } = input as { target: { id: string } };
        if (target.id.endsWith('orders')) return throwing('AccessDenied')(input);
        if (target.id.endsWith('mail')) throw new AwsUnavailable('Throttled.');
        return { status: 'pushed', wrote: true, after: {}, error: null };
      },
    };

    const { end, inputs } = await push(stubs);

    const { results } = inputs.get('Record push') as { results: { pushed: unknown }[] };
    expect(end.status).toBe('SUCCEEDED');
    expect(results.map(({ pushed }) => pushed)).toEqual([
      { status: 'failed', error: 'AccessDenied', message: 'AccessDenied happened.' },
      null,
      { status: 'pushed', wrote: true, after: {}, error: null },
    ]);
  });

  it('has room for fifty functions and their roles in the place of fifty others', async () => {
    const names = Array.from({ length: 200 }, (_, index) => `a-function-with-a-long-name-${index}`);
    const keys = ['USERPOOLID', 'CLIENTID', 'IDENTITYPOOLID', 'REGION'];
    const after = Object.fromEntries(
      keys.map((key) => [
        `AUTH_STOREFRONT_${key}`,
        'eu-west-1:11111111-2222-4333-8444-555555555555',
      ]),
    );
    const stubs = {
      'Plan push': () => planned(...names),
      'Push target': () => ({ status: 'pushed', wrote: true, after, error: null }),
    };

    expect((await push(stubs)).end.status).toBe('SUCCEEDED');
  });

  it('follows builds until none runs, and holds nobody up meanwhile: it has been recorded by then', async () => {
    const running = [2, 1, 0];
    const stubs = {
      'Follow builds': () => ({ running: running.shift() ?? 0, waitSeconds: 0 }),
    };

    const { tasks } = await push(stubs);

    expect(tasks.slice(4)).toEqual([
      'Record push',
      'Follow builds',
      'Follow builds',
      'Follow builds',
      'Close push',
      'Announce push',
    ]);
  });

  it('leaves every target alone where nothing was opened, and tells nobody', async () => {
    const stubs = {
      'Plan push': () => ({ ...planned(), open: false }),
      'Close push': () => aPushOutcome(null, false),
    };

    const { end, tasks, entries } = await push(stubs);

    expect(end.status).toBe('SUCCEEDED');
    expect(tasks).toEqual(['Read push request', 'Take lease', 'Plan push', 'Close push']);
    expect(entries).toEqual([]);
  });

  it.each(['Take lease', 'Plan push', 'Record push', 'Follow builds'])(
    'that fails in "%s" is closed, told to the bus, and ends in Fail with its error',
    async (state) => {
      const stubs = {
        [state]: throwing('LeaseLost', 'Another run has taken over.'),
        'Close push': (input: unknown) =>
          aPushOutcome((input as { failure: { Error: string } }).failure.Error),
      };

      const { end, entries } = await push(stubs);

      expect(end).toMatchObject({ status: 'FAILED', error: 'LeaseLost' });
      expect(entries).toEqual([expect.objectContaining({ DetailType: 'Auth Push Failed' })]);
    },
  );

  it('that fails ends with its own error when the bus takes no event', async () => {
    const stubs = {
      'Close push': () => aPushOutcome('PushIncomplete'),
      'Announce push': throwing('EventBridge.AccessDeniedException'),
    };

    const { end } = await push(stubs);

    expect(end).toMatchObject({ status: 'FAILED', error: 'PushIncomplete' });
  });

  it('that nobody could be told of does not pass for a good one', async () => {
    const { end } = await push({ 'Announce push': throwing('EventBridge.AccessDeniedException') });

    expect(end).toMatchObject({ status: 'FAILED', error: 'EventBridge.AccessDeniedException' });
  });

  it.each([
    ['no event', {}],
    ['null', null],
    ['a text', 'Auth Config Published'],
    ['an event of another type', { ...configPublished, 'detail-type': 'Auth Pushed' }],
    ['an event whose source names another app', { ...configPublished, source: 'amplify-import.x' }],
    ['an event without an environment', { ...configPublished, detail: { version: '1', app: 'x' } }],
  ])('refuses %s before it does anything', async (_, input) => {
    const { end, tasks, entries } = await push({}, input);

    expect(end).toMatchObject({ status: 'FAILED', error: 'InvalidRequest' });
    expect(tasks).toEqual(['Read push request']);
    expect(entries).toEqual([]);
  });

  it('of a link that no import has recorded takes no lease, which would make an item of it', async () => {
    const { end, tasks } = await push(reading(null));

    expect(end).toMatchObject({ status: 'FAILED', error: 'LinkNotRecorded' });
    expect(tasks).toEqual(['Read push request']);
  });

  it.each(['Read push request', 'Close push', 'Announce push'])(
    'that Step Functions cuts short in "%s" ends in a fault of ours, not as one that nothing has seen',
    async (state) => {
      const { end } = await push({ [state]: throwing('States.Timeout', '') });

      expect(end).toMatchObject({ status: 'FAILED', error: 'WorkflowFault' });
    },
  );

  it('that fails keeps its own error where Step Functions cannot tell the bus', async () => {
    const stubs = {
      'Close push': () => aPushOutcome('PushIncomplete'),
      'Announce push': throwing('States.Timeout', ''),
    };

    const { end } = await push(stubs);

    expect(end).toMatchObject({ status: 'FAILED', error: 'PushIncomplete' });
  });

  it.each(['Read push request', 'Close push'])('that breaks in "%s" says so', async (state) => {
    const { end } = await push({ [state]: throwing('StoreFault', `${state} broke.`) });

    expect(end).toEqual({ status: 'FAILED', error: 'StoreFault', cause: `${state} broke.` });
  });
});

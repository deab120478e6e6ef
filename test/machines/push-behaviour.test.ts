import { describe, expect, it } from '@jest/globals';
import { handler as closePush } from '../../functions/close-push.ts';
import { handler as readPushRequest } from '../../functions/read-push-request.ts';
import type { Services } from '../../src/procedures/ports.ts';
import { executionId } from '../support/builders/ids.ts';
import { link } from '../support/builders/link.ts';
import { configPublished } from './samples.ts';
import { runStubbed, throwing } from './stub-run.ts';

const machine = 'push-auth';
const services = { now: () => new Date(0) } as Services;
const reading = {
  'Read push request': (data: unknown) => readPushRequest(data, { services }),
  'Close push': (data: unknown) => closePush(data, { services }),
};

describe('A push', () => {
  it('is recorded, and then told to the bus with its revision', async () => {
    const stubs = { ...reading, 'Record push': () => ({ revision: 7 }) };

    const { end, tasks, entries } = await runStubbed({ machine, input: configPublished, stubs });

    expect(end.status).toBe('SUCCEEDED');
    expect(tasks).toEqual(['Read push request', 'Record push', 'Announce push']);
    expect(entries).toEqual([
      {
        Source: 'amplify-import.storefront',
        DetailType: 'Auth Pushed',
        EventBusName: '${EventBusName}',
        Detail: { version: '1', ...link, executionId, revision: 7 },
      },
    ]);
  });

  it.each(['Record push', 'Announce push'])(
    'that fails in "%s" is told to the bus, and ends in Fail with its error',
    async (state) => {
      const stubs = { ...reading, [state]: throwing('LinkNotRecorded', 'No import is recorded.') };

      const { end, entries } = await runStubbed({ machine, input: configPublished, stubs });

      expect(end).toEqual({
        status: 'FAILED',
        error: 'LinkNotRecorded',
        cause: 'No import is recorded.',
      });
      expect(entries).toEqual([
        {
          Source: 'amplify-import.storefront',
          DetailType: 'Auth Push Failed',
          EventBusName: '${EventBusName}',
          Detail: { version: '1', ...link, executionId, error: 'LinkNotRecorded' },
        },
      ]);
    },
  );

  it('that fails ends with its own error when the bus takes no event', async () => {
    const stubs = {
      ...reading,
      'Record push': throwing('StoreFault', 'Unreadable.'),
      'Announce push failure': throwing('EventBridge.AccessDeniedException'),
    };

    const { end } = await runStubbed({ machine, input: configPublished, stubs });

    expect(end).toEqual({ status: 'FAILED', error: 'StoreFault', cause: 'Unreadable.' });
  });

  it.each([
    ['no event', {}],
    ['null', null],
    ['a text', 'Auth Config Published'],
    ['an event of another type', { ...configPublished, 'detail-type': 'Auth Pushed' }],
    ['an event whose source names another app', { ...configPublished, source: 'amplify-import.x' }],
    ['an event without an environment', { ...configPublished, detail: { version: '1', app: 'x' } }],
  ])('refuses %s before it does anything', async (_, input) => {
    const { end, tasks, entries } = await runStubbed({ machine, input, stubs: reading });

    expect(end).toMatchObject({ status: 'FAILED', error: 'InvalidRequest' });
    expect(tasks).toEqual(['Read push request']);
    expect(entries).toEqual([]);
  });

  it.each(['Read push request', 'Close push'])('that breaks in "%s" says so', async (state) => {
    const stubs = {
      'Record push': throwing('AwsFault'),
      [state]: throwing('StoreFault', `${state} broke.`),
    };

    const { end } = await runStubbed({ machine, input: configPublished, stubs });

    expect(end).toEqual({ status: 'FAILED', error: 'StoreFault', cause: `${state} broke.` });
  });
});

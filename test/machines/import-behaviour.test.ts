import { describe, expect, it } from '@jest/globals';
import { handler as closeRun } from '../../functions/close-run.ts';
import { handler as readRequest } from '../../functions/read-request.ts';
import type { LinkStore } from '../../src/procedures/link/port.ts';
import type { Services } from '../../src/procedures/ports.ts';
import { newLinkItem } from '../../src/contract/link.ts';
import type { Slice } from '../../src/contract/slices.ts';
import { executionId } from '../support/builders/ids.ts';
import { link } from '../support/builders/link.ts';
import { planSlice } from '../support/builders/plan.ts';
import { linkSlice } from '../support/builders/run.ts';
import { definitions } from '../../src/engine/machines.ts';
import { stateOf } from './definitions.ts';
import { anOutcome } from './samples.ts';
import { runStubbed, throwing } from './stub-run.ts';

const machine = 'import-auth';
const refusal = 'The import of storefront/prod was refused: 2 errors, 0 warnings.';
const refused = {
  'Plan role policies': () => planSlice({ errors: 2, changes: 3 }),
  'Close run': () => anOutcome('ImportRefused', refusal),
};
const failingEnd = (error: string) => ({
  'Close run': (input: unknown) => {
    const { failure } = input as { failure: Slice<'failure'> | null };
    return anOutcome(failure?.Error ?? error, failure?.Cause ?? '');
  },
});

describe('A refused import', () => {
  it('ends in Fail with its error and its cause, once undone, closed and announced', async () => {
    const { end, tasks } = await runStubbed({ machine, stubs: refused });

    expect(end).toEqual({ status: 'FAILED', error: 'ImportRefused', cause: refusal });
    expect(tasks.slice(tasks.indexOf('Plan role policies') + 1)).toEqual([
      'Undo role policies',
      'Close run',
      'Announce failure',
    ]);
  });

  it('is told to the bus in the words of its outcome', async () => {
    const { entries } = await runStubbed({ machine, stubs: refused });

    expect(entries).toEqual([
      {
        Source: 'amplify-import.storefront',
        DetailType: 'Auth Import Refused',
        EventBusName: '${EventBusName}',
        Detail: expect.objectContaining({
          version: '1',
          ...link,
          executionId,
          error: 'ImportRefused',
        }),
      },
    ]);
  });

  it('ends with the same error when the bus takes no event after six more tries', async () => {
    const stubs = { ...refused, 'Announce failure': throwing('EventBridge.AccessDeniedException') };

    const { end, tasks } = await runStubbed({ machine, stubs });

    expect(end).toEqual({ status: 'FAILED', error: 'ImportRefused', cause: refusal });
    expect(tasks.filter((task) => task === 'Announce failure')).toHaveLength(7);
  });
});

describe('A step that fails', () => {
  it.each([
    'Take lease',
    'Validate user pool',
    'Validate identity pool',
    'Plan role policies',
    'Apply role policies',
    'Publish config',
  ])('before the commit, like "%s", is undone before the run is closed', async (state) => {
    const stubs = { ...failingEnd('none'), [state]: throwing('AwsFault', `${state} broke.`) };

    const { end, tasks, inputs } = await runStubbed({ machine, stubs });

    expect(tasks.slice(tasks.indexOf(state))).toEqual([
      state,
      'Undo role policies',
      'Close run',
      'Announce failure',
    ]);
    expect(inputs.get('Undo role policies')).toMatchObject({
      failure: { Error: 'AwsFault', Cause: `${state} broke.` },
    });
    expect(end).toEqual({ status: 'FAILED', error: 'AwsFault', cause: `${state} broke.` });
  });

  it.each(['Record link', 'Announce config'])(
    'after the commit, like "%s", undoes nothing',
    async (state) => {
      const stubs = { ...failingEnd('none'), [state]: throwing('AwsFault', `${state} broke.`) };

      const { end, tasks } = await runStubbed({ machine, stubs });

      expect(tasks.slice(tasks.lastIndexOf(state))).toEqual([
        state,
        'Close run',
        'Announce failure',
      ]);
      expect(end).toMatchObject({ error: 'AwsFault', cause: `${state} broke.` });
    },
  );

  it('rolls forward when its commit had happened all the same', async () => {
    const stubs = {
      ...failingEnd('none'),
      'Publish config': throwing('AwsFault'),
      'Undo role policies': () => ({ committed: true, restored: [] }),
    };

    const { end, tasks } = await runStubbed({ machine, stubs });

    expect(tasks.slice(tasks.indexOf('Undo role policies'))).toEqual([
      'Undo role policies',
      'Record link',
      'Announce config',
      'Close run',
      'Announce failure',
    ]);
    expect(end).toMatchObject({ status: 'FAILED', error: 'AwsFault' });
  });

  it('is tried again six times when AWS is to blame, and then fails under that name', async () => {
    const stubs = { ...failingEnd('none'), 'Publish config': throwing('AwsUnavailable') };

    const { end, tasks } = await runStubbed({ machine, stubs });

    expect(tasks.filter((task) => task === 'Publish config')).toHaveLength(7);
    expect(end).toMatchObject({ error: 'AwsUnavailable' });
  });
});

describe('A run that ends well', () => {
  it('announces the published revision, and nothing else', async () => {
    const stubs = { 'Plan role policies': () => planSlice({ revision: 7 }) };

    const { end, entries } = await runStubbed({ machine, stubs });

    expect(end).toMatchObject({
      status: 'SUCCEEDED',
      output: { outcome: { status: 'published' } },
    });
    expect(entries).toEqual([
      {
        Source: 'amplify-import.storefront',
        DetailType: 'Auth Config Published',
        EventBusName: '${EventBusName}',
        Detail: { version: '1', ...link, executionId, revision: 7 },
      },
    ]);
  });

  it.each([
    ['with nothing to change', { changes: 0, unannounced: false }, []],
    [
      'with a revision that nobody was told of',
      { changes: 0, unannounced: true },
      ['Announce config'],
    ],
  ])('%s writes nothing', async (_, plan, between) => {
    const stubs = { 'Plan role policies': () => planSlice(plan) };

    const { end, tasks } = await runStubbed({ machine, stubs });

    expect(end.status).toBe('SUCCEEDED');
    expect(tasks.slice(tasks.indexOf('Plan role policies') + 1)).toEqual([...between, 'Close run']);
  });
});

describe('A run whose first or last step breaks', () => {
  it.each([[{ app: 'storefront' }], ['a text'], [[1, 2]], [null], [7]])(
    'ends in Fail with that error, whatever its input: %j',
    async (input) => {
      const stubs = { 'Read request': throwing('StoreFault', 'The link cannot be read.') };

      const { end, tasks } = await runStubbed({ machine, input, stubs });

      expect(end).toEqual({
        status: 'FAILED',
        error: 'StoreFault',
        cause: 'The link cannot be read.',
      });
      expect(tasks).toEqual(['Read request']);
    },
  );

  it('ends in Fail with the error of Close run', async () => {
    const stubs = { 'Close run': throwing('StoreFault', 'The report cannot be written.') };

    const { end } = await runStubbed({ machine, stubs });

    expect(end).toMatchObject({ error: 'StoreFault', cause: 'The report cannot be written.' });
  });

  it.each([
    ['Read request', 'States.Timeout'],
    ['Read request', 'States.Permissions'],
    ['Close run', 'States.Timeout'],
  ])(
    'ends in a fault of ours where "%s" ends in %s, not as one that nothing has seen',
    async (state, name) => {
      const { end } = await runStubbed({ machine, stubs: { [state]: throwing(name, '') } });

      expect(end).toMatchObject({ status: 'FAILED', error: 'WorkflowFault' });
    },
  );
});

describe('An input that is no request', () => {
  const linkStore = { look: async () => newLinkItem(link) };
  const services = { linkStore: linkStore as never as LinkStore, now: () => new Date(0) };

  it.each([[{}], ['a text'], [[1, 2]], [null], [7], [true]])(
    'ends in Fail as InvalidRequest before anything is done: %j',
    async (input) => {
      const stubs = {
        'Read request': (data: unknown) => readRequest(data, { services: services as Services }),
      };

      const { end, tasks, entries } = await runStubbed({ machine, input, stubs });

      expect(end).toMatchObject({ status: 'FAILED', error: 'InvalidRequest' });
      expect(end).toMatchObject({ cause: expect.stringContaining('"userPoolId"') });
      expect(tasks).toEqual(['Read request']);
      expect(entries).toEqual([]);
    },
  );
});

describe('Close run', () => {
  it('says in its event what was refused, and where the report lies', async () => {
    const reports: string[] = [];
    const configStore = {
      address: (key: string) => `s3://bucket/${key}`,
      write: async (key: string) => reports.push(key) > 0,
    };
    const linkStore = { read: async () => ({ item: newLinkItem(link), version: 1 }) };
    const services = { configStore, linkStore } as never as Services;
    const stubs = {
      'Take lease': throwing('LinkBusy', 'Another run is under way.'),
      'Close run': (data: unknown) => closeRun(data, { services }),
    };

    const { end, entries } = await runStubbed({ machine, stubs });

    expect(reports).toEqual(['reports/storefront/prod/run-1/report.json']);
    expect(entries).toEqual([
      {
        Source: linkSlice.source,
        DetailType: 'Auth Import Refused',
        EventBusName: '${EventBusName}',
        Detail: {
          version: '1',
          ...link,
          executionId,
          error: 'LinkBusy',
          report: `s3://bucket/${reports[0]}`,
        },
      },
    ]);
    expect(end).toMatchObject({
      error: 'LinkBusy',
      cause: expect.stringContaining('Report: s3://'),
    });
    expect(stateOf(definitions[machine], 'Take lease').Retry?.[0]?.MaxAttempts).toBe(20);
  });
});

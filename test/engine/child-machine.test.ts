import { describe, expect, it } from '@jest/globals';
import type { MachineDefinition, StateDefinition } from '../../src/contract/definition.ts';
import type { Execution } from '../../src/engine/execution.ts';
import { runMachine } from '../../src/engine/run-machine.ts';
import type { StepHandler } from '../../src/step.ts';
import { silent } from '../../src/engine/progress.ts';
import { child, iterator, mapOverItems, parent } from '../machines/engines/small-machines.ts';
import { memoryAccount } from './memory-account.ts';

const done: StateDefinition = { Type: 'Succeed' };
const runChild = parent.States['Run child']!;

function run(
  definition: MachineDefinition,
  input: unknown,
  machines: Readonly<Record<string, MachineDefinition>>,
  overrides: Partial<Execution> = {},
) {
  return runMachine(definition, {
    id: 'local:host:1:parent',
    name: 'parent',
    input,
    services: {} as never,
    putEvents: async () => ({ answer: {}, starts: [] }),
    progress: silent,
    retryInterval: 0,
    ...overrides,
    parts: { handlers: {} as never, machines, ...overrides.parts },
  });
}

/** The parent, with whatever becomes of its child left to the run. */
const unprotected: MachineDefinition = {
  ...parent,
  States: { ...parent.States, 'Run child': { ...runChild, Catch: [] } },
};

describe('A machine that another one runs in process', () => {
  it('answers as the service does: its output, and how it ended', async () => {
    const order = { goes: 'well', amount: 3 };

    const { end } = await run(parent, { order }, { child });

    expect(end).toMatchObject({
      output: {
        child: {
          Status: 'SUCCEEDED',
          Output: order,
          ExecutionArn: expect.stringMatching(/^local:/),
          Name: expect.any(String),
        },
      },
    });
  });

  it('ends its task in States.TaskFailed when it fails, described as the service does', async () => {
    const { end } = await run(unprotected, { order: { goes: 'Torn', cause: 'It is.' } }, { child });

    expect(end).toMatchObject({ status: 'FAILED', error: 'States.TaskFailed' });
    expect(JSON.parse(end.status === 'FAILED' ? end.cause : '')).toEqual({
      ExecutionArn: expect.stringMatching(/^local:/),
      Name: expect.any(String),
      Status: 'FAILED',
      Error: 'Torn',
      Cause: 'It is.',
    });
  });

  it('is an execution of its own, under the name that its parent gives it', async () => {
    const seen: unknown[] = [];
    const see: StepHandler = async (input) => {
      seen.push(input);
      return {};
    };
    const looking: MachineDefinition = {
      StartAt: 'Look',
      States: {
        Look: {
          Type: 'Task',
          Resource: '${Look}',
          Parameters: { 'id.$': '$$.Execution.Id', 'name.$': '$$.Execution.Name' },
          Next: 'Done',
        },
        Done: done,
      },
    };
    const Parameters = { ...(runChild.Parameters as object), 'Name.$': '$.name' };
    const naming = {
      ...parent,
      States: { ...parent.States, 'Run child': { ...runChild, Parameters } },
    };

    await run(
      naming,
      { order: {}, name: 'line-7' },
      { child: looking },
      {
        parts: { handlers: { Look: see } as never, machines: { child: looking } },
      },
    );

    expect(seen).toEqual([
      { id: expect.stringMatching(/^local:(?!host:1:parent)/), name: 'line-7' },
    ]);
  });

  it('hands its events to whoever runs its parent', async () => {
    const event = { source: 'amplify-import.a', 'detail-type': 'Any', detail: {} };
    const starts = [{ machine: 'push-auth', event } as const];
    const announcing: MachineDefinition = {
      StartAt: 'Announce',
      States: {
        Announce: {
          Type: 'Task',
          Resource: 'arn:${Partition}:states:::events:putEvents',
          Parameters: { Entries: [] },
          Next: 'Done',
        },
        Done: done,
      },
    };

    const { events } = await run(
      parent,
      { order: {} },
      { child: announcing },
      {
        putEvents: async () => ({ answer: {}, starts }),
      },
    );

    expect(events).toEqual(starts);
  });

  it('is refused with its parent, before the first state of that, if a task of it has no handler', async () => {
    const helpless: MachineDefinition = {
      StartAt: 'Nobody',
      States: { Nobody: { Type: 'Task', Resource: '${Nobody}', Next: 'Done' }, Done: done },
    };

    const refused = async () => run(unprotected, { order: {} }, { child: helpless });

    await expect(refused()).rejects.toMatchObject({
      name: 'StateDataFault',
      message: 'This definition cannot be run here: nothing carries out "Nobody".',
    });
  });
});

describe('How the children of a Map came to their ends', () => {
  /** A child that writes its report, and then ends as it should; its cause is as long as it likes. */
  const reporting: MachineDefinition = {
    StartAt: 'Write report',
    States: {
      'Write report': {
        Type: 'Task',
        Resource: '${WriteReport}',
        ResultPath: null,
        Next: 'Goes well?',
      },
      ...child.States,
    },
  };
  const batch = mapOverItems({
    ItemSelector: {
      'order.$': '$$.Map.Item.Value',
      'name.$': '$$.Map.Item.Value.name',
      result: null,
    },
    ItemProcessor: iterator({
      'Run child': {
        ...runChild,
        Parameters: { ...(runChild.Parameters as object), 'Name.$': '$.name' },
        ResultPath: null,
        Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: null, Next: 'Note result' }],
        Next: 'Note result',
      },
      'Note result': {
        Type: 'Task',
        Resource: '${NoteResult}',
        ResultPath: '$.result',
        Next: 'Item done',
      },
      'Item done': done,
    }),
  });

  it('is read from their reports, so that their causes stay out of the state data', async () => {
    const { services } = memoryAccount();
    type Order = { readonly name: string; readonly goes: string; readonly cause: string };
    const writeReport: StepHandler = async (input) => {
      const { name, goes } = input as Order;
      await services.configStore.write(
        `reports/${name}.json`,
        JSON.stringify({ goes }),
        {} as never,
      );
      return {};
    };
    const noteResult: StepHandler = async (input) => {
      const { name } = input as { name: string };
      const report = await services.configStore.read(`reports/${name}.json`);
      return JSON.parse(report?.text ?? 'null') as unknown;
    };
    const handlers = { 'Write report': writeReport, 'Note result': noteResult } as never;
    const items = [
      { name: 'a', goes: 'well', cause: '' },
      { name: 'b', goes: 'Torn', cause: 'It was torn.' },
    ];

    const { end } = await run(
      batch,
      { items, of: 'two' },
      { child: reporting },
      {
        services,
        parts: { handlers, machines: { child: reporting } },
      },
    );

    expect(end).toMatchObject({
      output: {
        mapped: [
          { name: 'a', result: { goes: 'well' } },
          { name: 'b', result: { goes: 'Torn' } },
        ],
      },
    });
  });
});

import { describe, expect, it } from '@jest/globals';
import type { MachineDefinition, StateDefinition } from '../../src/contract/definition.ts';
import { definitions } from '../../src/engine/machines.ts';
import { runMachine } from '../../src/engine/run-machine.ts';
import { partsOf } from '../machines/engines/in-process.ts';
import { child, iterator, mapOverItems, parent } from '../machines/engines/small-machines.ts';
import { executionId } from '../support/builders/ids.ts';
import { silent } from '../../src/engine/progress.ts';

/** Runs a definition, and gives the tasks that were entered with what became of it. */
async function attempt(definition: MachineDefinition, parts = partsOf()) {
  const entered: string[] = [];
  const run = runMachine(definition, {
    id: executionId,
    name: 'run',
    input: {},
    services: {} as never,
    putEvents: async () => ({ answer: {}, starts: [] }),
    progress: { ...silent, entered: (state) => entered.push(state) },
    retryInterval: 0,
    parts,
  });
  const error = await run.then(
    () => null,
    (thrown: Error) => thrown,
  );
  return { entered, error };
}

const done: StateDefinition = { Type: 'Succeed' };
const inMap = (state: StateDefinition) =>
  mapOverItems({ ItemProcessor: iterator({ Inside: state, 'Item done': done }) });

describe('A definition that this process cannot carry out', () => {
  it.each<[string, MachineDefinition, string]>([
    [
      'whose last task has no handler',
      definitions['import-auth'],
      'nothing carries out "Close run"',
    ],
    [
      'whose Map has a task without a handler',
      inMap({ Type: 'Task', Resource: '${Inside}', Next: 'Item done' }),
      'nothing carries out "Inside"',
    ],
    [
      'that calls a service by itself',
      inMap({ Type: 'Task', Resource: 'arn:aws:states:::sqs:sendMessage', Next: 'Item done' }),
      'nothing carries out "Inside"',
    ],
    ['that runs a machine which is not there', parent, '"Run child" names no machine'],
    [
      'with two states of one name',
      mapOverItems({ ItemProcessor: iterator({ Done: done }) }),
      'two states are called "Done"',
    ],
    [
      'with a state of a type that does not run everywhere',
      inMap({ Type: 'Parallel', Next: 'Item done' }),
      '"Inside" is of the type Parallel',
    ],
    [
      'with a Map in its old spelling',
      mapOverItems({
        ItemProcessor: undefined,
        Iterator: iterator({ 'Item done': done }),
      } as never),
      '"Map" has no ItemProcessor',
    ],
    [
      'with a Map that would run no item at a time',
      mapOverItems({ MaxConcurrency: 0, ItemProcessor: iterator({ 'Item done': done }) }),
      '"Map" runs 0 items at a time',
    ],
  ])('%s is refused before the first state', async (_, definition, why) => {
    const { error, entered } = await attempt(definition);

    expect(error).toMatchObject({ name: 'StateDataFault' });
    expect(error?.message).toMatch(/^This definition cannot be run here: /);
    expect(error?.message).toContain(why);
    expect(entered).toEqual([]);
  });

  it('is refused with all that is wrong with it', async () => {
    const { error } = await attempt({
      ...parent,
      States: { ...parent.States, Odd: { Type: 'Pass' }, Gone: { Type: 'Task', Resource: 'x' } },
    });

    expect(error?.message).toBe(
      'This definition cannot be run here: "Run child" names no machine; "Odd" is of the type Pass; nothing carries out "Gone".',
    );
  });

  it('is refused with what is wrong with the machines that it starts', async () => {
    const broken = { ...child, States: { ...child.States, Gone: { Type: 'Task', Resource: 'x' } } };

    const { error, entered } = await attempt(parent, partsOf({ child: broken }));

    expect(error?.message).toContain('nothing carries out "Gone"');
    expect(entered).toEqual([]);
  });

  it('is refused when a machine starts itself', async () => {
    const { error, entered } = await attempt(parent, partsOf({ child: parent }));

    expect(error?.message).toContain('a machine starts itself');
    expect(entered).toEqual([]);
  });

  it('is run once its machines are known', async () => {
    expect((await attempt(parent, partsOf({ child }))).error).toBeNull();
  });
});

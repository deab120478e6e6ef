import type { MachineDefinition } from '../contract/definition.ts';
import type { MatchedEvent } from './bus.ts';
import type { EndedExecution, Execution, ExecutionEnd } from './execution.ts';
import { withKeptLease } from './guarded-services.ts';
import { hosted } from './hosted.ts';
import { productParts } from './machines.ts';
import { withReadsAhead } from './reads-ahead.ts';
import { requireRunnable } from './runnable.ts';
import type { SelectItem } from './run-map.ts';
import { runStates, type StatesEnd } from './run-states.ts';
import type { Scope } from './scope.ts';
import { triesOf } from './tries.ts';
import { workOfStates } from './work-of-states.ts';

/**
 * Runs a definition to its end with the handlers of this process.
 *
 * @throws StateDataFault before the first state, where this process cannot carry out all of it
 */
export async function runMachine(
  definition: MachineDefinition,
  execution: Execution,
): Promise<EndedExecution> {
  const parts = execution.parts ?? productParts;
  const events: MatchedEvent[] = [];
  const end = await runDefinition(definition, execution, {
    execution,
    parts,
    signal: execution.signal ?? new AbortController().signal,
    items: [],
    starts: (more) => events.push(...more),
  });
  return { end: endOf(end), slices: end.slices, events };
}

function endOf(end: StatesEnd): ExecutionEnd {
  switch (end.status) {
    case 'SUCCEEDED':
      return { status: end.status, output: end.output };
    case 'FAILED':
      return { status: end.status, error: end.error.name, cause: end.error.message };
    case 'ABORTED':
      return { status: end.status };
  }
}

/** The lease that an execution takes on the way is kept all the time; what it reads ahead ends with it. */
async function runDefinition(
  definition: MachineDefinition,
  execution: Execution,
  scope: Omit<Scope, 'tries'>,
): Promise<StatesEnd> {
  requireRunnable(definition, scope.parts);
  const lease = withKeptLease(execution.services);
  const ahead = withReadsAhead(lease.services, scope.signal);
  const { services } = execution.readsApart ? lease : ahead;
  try {
    // In `null` the engine finds no path, not even `$`; an empty input is refused all the same.
    const input = execution.input ?? {};
    return await runLevel(definition, input, { ...scope, execution: { ...execution, services } });
  } finally {
    lease.stop();
    await ahead.stop();
  }
}

/** Runs the states of a machine, or those of a Map for one item. */
async function runLevel(
  definition: MachineDefinition,
  input: unknown,
  outer: Omit<Scope, 'tries'>,
): Promise<StatesEnd> {
  const scope = { ...outer, tries: triesOf(definition, outer.execution.retryInterval) };
  const context = contextOf(scope.execution);
  const work = workOfStates(definition, scope, {
    runDefinition: async (other, execution, inner) => runDefinition(other, execution, inner),
    runItem: (iterator) => (item, inner) => runLevel(iterator, item, inner),
    selectItem: selectItemIn(scope),
  });
  return runStates({ definition: hosted(definition), input, context, work }, scope);
}

/** The engine reads the paths of a selector as it reads those of any state. */
function selectItemIn(scope: Scope): SelectItem {
  return async (template, input, Item) => {
    const select = { Type: 'Pass', Parameters: template, End: true };
    const definition = { StartAt: 'Select', States: { Select: select } };
    const context = { ...contextOf(scope.execution), Map: { Item } };
    const end = await runStates({ definition, input, context, work: {} }, scope);
    if (end.status === 'FAILED') throw end.error;
    return end.status === 'SUCCEEDED' ? end.output : null;
  };
}

function contextOf({ id, name }: Execution) {
  return { Execution: { Id: id, Name: name } };
}

import {
  integrations,
  statesOf,
  stateTypes,
  type MachineDefinition,
  type PlacedState,
} from '../contract/definition.ts';
import { StateDataFault } from '../contract/errors/faults.ts';
import type { Parts } from './execution.ts';
import { machineNamedBy } from './run-child.ts';
import { isHandled } from './work-of-states.ts';

/**
 * Refuses a definition before its first state is run, when this process cannot carry out all of it, or of
 * a machine that it starts: a task that nobody handles here would be looked for in an account.
 *
 * @throws StateDataFault
 */
export function requireRunnable(definition: MachineDefinition, parts: Parts): void {
  const problems = problemsOf(definition, parts, []);
  if (problems.length === 0) return;
  throw new StateDataFault(`This definition cannot be run here: ${problems.join('; ')}.`);
}

/** `starting`: the machines that lead to this one; one that leads to itself would never end. */
function problemsOf(
  definition: MachineDefinition,
  parts: Parts,
  starting: readonly MachineDefinition[],
): readonly string[] {
  if (starting.includes(definition)) return ['a machine starts itself'];
  const states = statesOf(definition);
  const names = states.map(({ name }) => name);
  const twice = names.filter((name, index) => names.indexOf(name) !== index);
  return [
    ...twice.map((name) => `two states are called "${name}"`),
    ...states.flatMap((placed) => problemOf(placed, parts) ?? []),
    ...states.flatMap(({ state }) => {
      const child =
        state.Resource === integrations.startExecution
          ? machineNamedBy(state.Parameters, parts)
          : null;
      return child ? problemsOf(child, parts, [...starting, definition]) : [];
    }),
  ];
}

function problemOf({ name, state }: PlacedState, parts: Parts): string | null {
  const types: readonly string[] = stateTypes;
  if (!types.includes(state.Type)) return `"${name}" is of the type ${state.Type}`;
  if (state.Type === 'Map' && !state.ItemProcessor) return `"${name}" has no ItemProcessor`;
  if (state.Type === 'Map' && state.MaxConcurrency !== undefined && state.MaxConcurrency < 1) {
    return `"${name}" runs ${state.MaxConcurrency} items at a time`;
  }
  if (state.Type !== 'Task') return null;
  switch (state.Resource) {
    case integrations.putEvents:
      return null;
    case integrations.startExecution:
      return machineNamedBy(state.Parameters, parts) ? null : `"${name}" names no machine`;
    default:
      return isHandled(name, parts.handlers) ? null : `nothing carries out "${name}"`;
  }
}

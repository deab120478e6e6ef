import {
  integrations,
  statesOf,
  type MachineDefinition,
  type StateDefinition,
} from '../../src/contract/definition.ts';

/** A state at any depth of a definition; a test that names one that is not there fails by it. */
export function stateOf(definition: MachineDefinition, name: string): StateDefinition {
  const placed = statesOf(definition).find((one) => one.name === name);
  if (placed === undefined) throw new Error(`The definition has no state "${name}".`);
  return placed.state;
}

/** The states of some type at any depth of a definition. */
export function statesOfType(definition: MachineDefinition, type: string): string[] {
  return statesOf(definition)
    .filter(({ state }) => state.Type === type)
    .map(({ name }) => name);
}

/** Every task of a definition. */
export function tasksOf(definition: MachineDefinition): string[] {
  return statesOfType(definition, 'Task');
}

/** The tasks of a definition that a function of ours carries out. */
export function lambdaStates(definition: MachineDefinition): string[] {
  const services: readonly string[] = Object.values(integrations);
  return tasksOf(definition).filter(
    (name) => !services.includes(stateOf(definition, name).Resource ?? ''),
  );
}

/** The tasks of a definition that put an event. */
export function announcements(definition: MachineDefinition): string[] {
  return tasksOf(definition).filter(
    (name) => stateOf(definition, name).Resource === integrations.putEvents,
  );
}

/** The machine itself, and what each of its Maps runs for an item: what has ways of its own. */
export function levelsOf(definition: MachineDefinition): readonly MachineDefinition[] {
  const iterators = statesOf(definition).flatMap(({ state }) => state.ItemProcessor ?? []);
  return [definition, ...iterators];
}

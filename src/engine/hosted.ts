import type { MachineDefinition, StateDefinition } from '../contract/definition.ts';

/**
 * The engine's own task timer would leave a handler running; ours tells it to stop and waits. This one
 * is as long as a timer of Node can be.
 */
const engineTimerSeconds = 24 * 24 * 60 * 60;

/** What a Map gets as a task: the data that it was entered with, and its list or where that lies. */
export type MapData = {
  readonly input: unknown;
  readonly items?: unknown;
  readonly reader?: Readonly<Record<string, unknown>>;
};

/** What a Wait gets as a task: one of both. */
export type WaitData = { readonly seconds?: unknown; readonly timestamp?: unknown };

/**
 * A definition as the engine is given it: Map and Wait are tasks of ours. Its own Map neither tells which
 * item a task is for, nor reads a list from the store, nor stops the other items when one has failed; its
 * own Wait tells nobody until when it waits. Their paths are read by the engine all the same.
 */
export function hosted({ StartAt, States }: MachineDefinition): MachineDefinition {
  const states = Object.entries(States).map(([name, state]) => [name, hostedState(state)]);
  return { StartAt, States: Object.fromEntries(states) };
}

function hostedState(state: StateDefinition): StateDefinition {
  const task = { ...state, Type: 'Task', TimeoutSeconds: engineTimerSeconds };
  switch (state.Type) {
    case 'Task':
      return task;
    case 'Map': {
      const list = state.ItemReader
        ? { reader: state.ItemReader.Parameters }
        : { 'items.$': state.ItemsPath };
      return { ...task, Parameters: { 'input.$': '$', ...list } };
    }
    case 'Wait': {
      const time = state.SecondsPath
        ? { 'seconds.$': state.SecondsPath }
        : { 'timestamp.$': state.TimestampPath };
      return { ...task, Parameters: time, ResultPath: null };
    }
    default:
      return state;
  }
}

import { byMachine } from '../../src/contract/machines.ts';
import * as engine from '../../src/engine/machines.ts';

export type Retrier = {
  readonly ErrorEquals: readonly string[];
  readonly IntervalSeconds: number;
  readonly BackoffRate: number;
  readonly MaxDelaySeconds: number;
  readonly MaxAttempts: number;
  readonly JitterStrategy: string;
};
type Catcher = {
  readonly ErrorEquals: readonly string[];
  readonly ResultPath?: string;
  readonly Next: string;
};

/** A state, as far as our definitions use the language. */
export type AslState = {
  readonly Type: string;
  readonly Comment?: string;
  readonly Resource?: string;
  readonly Parameters?: unknown;
  readonly ResultPath?: string;
  readonly TimeoutSeconds?: number;
  readonly Retry?: readonly Retrier[];
  readonly Catch?: readonly Catcher[];
  readonly Next?: string;
  readonly Choices?: readonly { readonly Next: string; readonly Variable: string }[];
  readonly Default?: string;
  readonly ErrorPath?: string;
  readonly CausePath?: string;
};

export type Definition = {
  readonly Comment: string;
  readonly StartAt: string;
  readonly States: Readonly<Record<string, AslState>>;
};

/** The definitions that the engine runs, with all that the tests look at. */
export const definitions = byMachine((machine) => engine.definitions[machine] as Definition);

/** A state of a definition; a test that names one that is not there fails by it. */
export function stateOf(definition: Definition, name: string): AslState {
  const state = definition.States[name];
  if (state === undefined) throw new Error(`The definition has no state "${name}".`);
  return state;
}

/** The tasks of a definition that a function of ours carries out. */
export function lambdaStates(definition: Definition): string[] {
  return tasksOf(definition).filter((name) => !isAnnouncement(stateOf(definition, name)));
}

/** The tasks of a definition that put an event. */
export function announcements(definition: Definition): string[] {
  return tasksOf(definition).filter((name) => isAnnouncement(stateOf(definition, name)));
}

/** Every task of a definition. */
export function tasksOf({ States }: Definition): string[] {
  return Object.keys(States).filter((name) => States[name]?.Type === 'Task');
}

function isAnnouncement({ Resource }: AslState): boolean {
  return Resource === 'arn:${Partition}:states:::events:putEvents';
}

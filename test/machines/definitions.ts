import type { MachineName } from '../../src/contract/events.ts';
import importAuth from '../../statemachine/import-auth.asl.json' with { type: 'json' };
import pushAuth from '../../statemachine/push-auth.asl.json' with { type: 'json' };

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

export const definitions: Readonly<Record<MachineName, Definition>> = {
  'import-auth': importAuth,
  'push-auth': pushAuth,
};

export const machineNames = Object.keys(definitions) as MachineName[];

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

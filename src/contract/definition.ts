/**
 * A machine as its file in `statemachine/` has it, as far as our portable subset of the States Language
 * goes (statemachine/README.md), and the one walk over all of its states.
 */

/** When a failed task is tried again. */
type Retrier = {
  readonly ErrorEquals: readonly string[];
  readonly IntervalSeconds: number;
  readonly BackoffRate: number;
  readonly MaxDelaySeconds: number;
  readonly MaxAttempts: number;
  readonly JitterStrategy: string;
};

/** Where a failed state leads; without a `ResultPath` the error takes the place of the state data. */
type Catcher = {
  readonly ErrorEquals: readonly string[];
  readonly ResultPath?: string | null;
  readonly Next: string;
};

/** The list of a Map that lies in the store: an object with one JSON document a line. */
type ItemReader = {
  readonly Resource: string;
  readonly ReaderConfig: { readonly InputType: string };
  readonly Parameters: Readonly<Record<string, string>>;
};

/** The states that a Map runs for each item. */
type ItemProcessor = MachineDefinition & {
  readonly ProcessorConfig?: { readonly Mode: string; readonly ExecutionType?: string };
};

export type StateDefinition = {
  readonly Type: string;
  readonly Comment?: string;
  readonly Next?: string;
  readonly ResultPath?: string | null;
  readonly Retry?: readonly Retrier[];
  readonly Catch?: readonly Catcher[];
  // Task
  readonly Resource?: string;
  readonly Parameters?: unknown;
  readonly TimeoutSeconds?: number;
  // Choice
  readonly Choices?: readonly {
    readonly Next: string;
    readonly Variable: string;
    readonly StringMatches?: string;
  }[];
  readonly Default?: string;
  // Map
  readonly ItemsPath?: string;
  readonly ItemReader?: ItemReader;
  readonly ItemSelector?: unknown;
  readonly ItemProcessor?: ItemProcessor;
  readonly MaxConcurrency?: number;
  readonly ToleratedFailurePercentage?: number;
  readonly ResultWriter?: unknown;
  readonly Label?: string;
  // Wait
  readonly SecondsPath?: string;
  readonly TimestampPath?: string;
  // Fail
  readonly Error?: string;
  readonly Cause?: string;
  readonly ErrorPath?: string;
  readonly CausePath?: string;
};

/** The types of states that run alike on Step Functions, in process and on the local cloud. */
export const stateTypes = ['Task', 'Choice', 'Map', 'Wait', 'Succeed', 'Fail'] as const;

/** A machine, or what a Map runs for each item: the very JSON that Step Functions runs. */
export type MachineDefinition = {
  readonly Comment?: string;
  readonly StartAt: string;
  readonly States: Readonly<Record<string, StateDefinition>>;
};

/** A state with its name and the Maps that it stands in, the outermost first. */
export type PlacedState = {
  readonly name: string;
  readonly state: StateDefinition;
  readonly maps: readonly string[];
};

/** Every state of a machine at any depth, a Map before the states that it runs for each item. */
export function statesOf(
  { States }: Pick<MachineDefinition, 'States'>,
  maps: readonly string[] = [],
): readonly PlacedState[] {
  return Object.entries(States).flatMap(([name, state]) => [
    { name, state, maps },
    ...(state.ItemProcessor ? statesOf(state.ItemProcessor, [...maps, name]) : []),
  ]);
}

/** The integrations that a Task may name beside a function of ours. */
export const integrations = {
  putEvents: 'arn:${Partition}:states:::events:putEvents',
  startExecution: 'arn:${Partition}:states:::states:startExecution.sync:2',
} as const;

/** Placeholder of a machine's ARN in the definition of another: "import-auth" is `ImportAuthMachine`. */
export function machinePlaceholderOf(machine: string): string {
  const words = machine.split('-').map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  return `${words.join('')}Machine`;
}

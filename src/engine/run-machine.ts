import { setMaxListeners } from 'node:events';
import { ExecutionError, StateMachine, type StateMachineDefinition } from 'aws-local-stepfunctions';
import { underSignal } from '../aws/abort.ts';
import type { Services } from '../procedures/ports.ts';
import { Fault } from '../contract/errors.ts';
import { functionTimeoutSeconds, type StateName } from '../contract/states.ts';
import { requireRoom } from '../step.ts';
import { handlers, type MachineDefinition } from './machines.ts';

/** An entry of `events:putEvents`, as the definition builds it. */
export type EventEntry = {
  readonly Source: string;
  readonly DetailType: string;
  readonly Detail: unknown;
};

/** Where events go: the bus, or its stand-in in a folder. Throws as the integration would. */
export type EventSink = (entries: readonly EventEntry[]) => Promise<unknown>;

/** Told when a state is entered, and when it has ended with its output or its error. */
export type Progress = {
  entered(state: string): void;
  left(state: string, milliseconds: number, output: unknown): void;
  failed(state: string, milliseconds: number, error: Error): void;
};

export type Execution = {
  readonly id: string;
  readonly name: string;
  readonly input: unknown;
  readonly services: Services;
  readonly putEvents: EventSink;
  readonly progress: Progress;
  /** Milliseconds to wait before each retry, for tests; the definition's own when left out. */
  readonly retryInterval?: number;
};

export type ExecutionEnd =
  | { readonly status: 'SUCCEEDED'; readonly output: unknown }
  | { readonly status: 'FAILED'; readonly error: string; readonly cause: string };

/** The engine's own task timer would leave a handler running; ours tells it to stop and waits. */
const engineTimerSeconds = 24 * 60 * 60;

/** A step ran longer than its function may: what Lambda answers then. */
class SandboxTimedout extends Fault {
  constructor(state: string) {
    super('Sandbox.Timedout', `"${state}" ran longer than ${functionTimeoutSeconds} seconds.`);
  }
}

/** Runs a definition to its end with the handlers of this process. */
export async function runMachine(
  definition: MachineDefinition,
  execution: Execution,
): Promise<ExecutionEnd> {
  const machine = new StateMachine(withEngineTimers(definition), {
    validationOptions: { noValidate: true },
  });
  const tasks = Object.entries(definition.States).filter(([, state]) => state.Type === 'Task');
  const { retryInterval } = execution;
  // In `null` the engine finds no path, not even `$`; an empty input is refused all the same.
  const { result } = machine.run((execution.input ?? {}) as never, {
    overrides: {
      taskResourceLocalHandlers: Object.fromEntries(
        tasks.map(([name, state]) => [name, taskOf(name, state.Resource ?? '', execution)]),
      ),
      ...(retryInterval !== undefined && {
        retryIntervalOverrides: Object.fromEntries(tasks.map(([name]) => [name, retryInterval])),
      }),
    },
    context: { Execution: { Id: execution.id, Name: execution.name } },
  });
  try {
    return { status: 'SUCCEEDED', output: await result };
  } catch (error) {
    if (!(error instanceof ExecutionError)) throw error;
    const { name, message } = error.cause as Error;
    return { status: 'FAILED', error: name, cause: message };
  }
}

function withEngineTimers(definition: MachineDefinition): StateMachineDefinition {
  const states = Object.entries(definition.States).map(([name, state]) => [
    name,
    state.Type === 'Task' ? { ...state, TimeoutSeconds: engineTimerSeconds } : state,
  ]);
  return { ...definition, States: Object.fromEntries(states) };
}

/** A task of the definition as a function of this process, told to people and kept within bounds. */
function taskOf(state: string, resource: string, execution: Execution) {
  const run = resource.endsWith(':events:putEvents')
    ? (input: unknown) => execution.putEvents((input as { Entries: EventEntry[] }).Entries)
    : (input: unknown) => handlers[state as StateName](input, { services: execution.services });
  return async (input: unknown): Promise<never> => {
    const begun = performance.now();
    execution.progress.entered(state);
    try {
      const output = await withinTime(state, () => run(input));
      requireRoom(state, input, output);
      execution.progress.left(state, performance.now() - begun, output);
      return output as never;
    } catch (error) {
      execution.progress.failed(state, performance.now() - begun, error as Error);
      throw error;
    }
  };
}

/** Stops a step that runs out of time, and waits until it has really ended. */
async function withinTime<Output>(state: string, run: () => Promise<Output>): Promise<Output> {
  const controller = new AbortController();
  // Every call of the step listens to it, and Node 20 takes more than ten for a leak.
  setMaxListeners(0, controller.signal);
  const timer = setTimeout(() => controller.abort(), functionTimeoutSeconds * 1000);
  try {
    return await underSignal(controller.signal, run);
  } catch (error) {
    throw controller.signal.aborted ? new SandboxTimedout(state) : error;
  } finally {
    clearTimeout(timer);
  }
}

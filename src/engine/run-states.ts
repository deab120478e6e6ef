import {
  ExecutionAbortedError,
  ExecutionError,
  StateMachine,
  type StateMachineDefinition,
} from 'aws-local-stepfunctions';
import type { MachineDefinition } from '../contract/definition.ts';
import type { Scope } from './scope.ts';

/** How the states of a machine, or of a Map's item, ended. */
export type StatesEnd = {
  /** The state data as the last state got them. */
  readonly slices: unknown;
} & (
  | { readonly status: 'SUCCEEDED'; readonly output: unknown }
  /** The error as it was thrown: it knows whether a Catch may see it. */
  | { readonly status: 'FAILED'; readonly error: Error }
  | { readonly status: 'ABORTED' }
);

/** The work of a state, from the data that it was entered with to its result. */
export type Work = (data: unknown) => Promise<unknown>;

/** One level of a definition: the states of the machine itself, or those of a Map for one item. */
export type Level = {
  readonly definition: MachineDefinition;
  readonly input: unknown;
  /** The context object: what `$$` reads. */
  readonly context: Readonly<Record<string, unknown>>;
  /** The work of each Task; Map and Wait are tasks here, too. */
  readonly work: Readonly<Record<string, Work>>;
};

/**
 * Runs one level to its end, and waits until everything that it began has settled: also after the
 * signal, when nothing new begins any more.
 */
export async function runStates(
  { definition, input, context, work }: Level,
  { signal, tries }: Pick<Scope, 'signal' | 'tries'>,
): Promise<StatesEnd> {
  const underWay = new Set<Promise<unknown>>();
  const keeping =
    (begin: Work): Work =>
    (data) => {
      const begun = begin(data);
      underWay.add(begun);
      return begun.finally(() => underWay.delete(begun));
    };
  const machine = new StateMachine(definition as StateMachineDefinition, {
    validationOptions: { noValidate: true },
  });
  const { result, abort, eventLogs } = machine.run(input as never, {
    overrides: {
      taskResourceLocalHandlers: each(work, (begin) => keeping(begin) as never),
      retryIntervalOverrides: tries.intervals,
    },
    context,
  });
  signal.addEventListener('abort', abort);
  if (signal.aborted) abort();
  const last = lastData(eventLogs);
  try {
    const output = await result;
    return { status: 'SUCCEEDED', output, slices: await last };
  } catch (error) {
    if (error instanceof ExecutionAbortedError) return { status: 'ABORTED', slices: await last };
    if (!(error instanceof ExecutionError)) throw error;
    return { status: 'FAILED', error: error.cause as Error, slices: await last };
  } finally {
    signal.removeEventListener('abort', abort);
    await Promise.allSettled(underWay);
  }
}

function each<Value, Result>(
  record: Readonly<Record<string, Value>>,
  make: (value: Value) => Result,
): Record<string, Result> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, make(value)]));
}

type EventLogs = ReturnType<StateMachine['run']>['eventLogs'];

/** The data that the last state was entered with. */
async function lastData(events: EventLogs): Promise<unknown> {
  let data: unknown = null;
  for await (const event of events) {
    if (event.type === 'StateEntered') data = event.state.input;
  }
  return data;
}

import {
  integrations,
  type MachineDefinition,
  type StateDefinition,
} from '../contract/definition.ts';
import { StateDataFault } from '../contract/errors/faults.ts';
import type { StateName, StateOutput } from '../contract/states.ts';
import { requireRoom, type StepHandler } from '../step.ts';
import { asTask, withinTime } from './bounds.ts';
import type { EventEntry } from './bus.ts';
import type { Handlers } from './execution.ts';
import type { MapData, WaitData } from './hosted.ts';
import { runChild, type RunDefinition } from './run-child.ts';
import { runMap, type RunItem, type SelectItem } from './run-map.ts';
import type { Work } from './run-states.ts';
import { runWait } from './run-wait.ts';
import { Aborted, type Scope } from './scope.ts';

/** How work that holds states itself runs them. */
export type Runners = {
  readonly runDefinition: RunDefinition;
  readonly runItem: (definition: MachineDefinition) => RunItem;
  readonly selectItem: SelectItem;
};

/** What each Task, Map and Wait of one level does. */
export function workOfStates(
  { States }: MachineDefinition,
  scope: Scope,
  runners: Runners,
): Readonly<Record<string, Work>> {
  const works = Object.entries(States).flatMap(([name, state]) => {
    const work = workOf(name, state, scope, runners);
    return work ? [[name, work] as const] : [];
  });
  return Object.fromEntries(works);
}

function workOf(name: string, state: StateDefinition, scope: Scope, runners: Runners): Work | null {
  switch (state.Type) {
    case 'Task':
      return taskOf(name, state, scope, runners);
    case 'Map':
      return mapOf(name, state, scope, runners);
    case 'Wait':
      return (data) => runWait(name, data as WaitData, scope);
    default:
      return null;
  }
}

function taskOf(name: string, state: StateDefinition, scope: Scope, runners: Runners): Work {
  const { execution, signal, items, parts } = scope;
  const answered = (milliseconds: number) => {
    execution.progress.answered(name, milliseconds, items);
  };
  switch (state.Resource) {
    case integrations.putEvents:
      return (data) => {
        const put = async () => {
          const { Entries } = data as { Entries: readonly EventEntry[] };
          const { answer, starts } = await execution.putEvents(Entries);
          scope.starts(starts);
          return answer;
        };
        const work = roomy(name, state, data, () => withinTime(name, signal, put));
        return asTask(name, scope, work, answered);
      };
    case integrations.startExecution:
      return (data) => {
        const parameters = data as Readonly<Record<string, unknown>>;
        const run = () => runChild(name, parameters, scope, runners.runDefinition);
        return asTask(name, scope, roomy(name, state, data, run), answered);
      };
    default:
      if (isHandled(name, parts.handlers)) {
        return functionOf(name, state, parts.handlers[name], scope);
      }
      throw new StateDataFault(`Nothing carries out "${name}".`);
  }
}

/** Whether a state is carried out by a function of ours. */
export function isHandled(name: string, handlers: Handlers): name is StateName {
  return Object.hasOwn(handlers, name);
}

function functionOf<Name extends StateName>(
  name: Name,
  state: StateDefinition,
  handler: StepHandler<StateOutput<Name>>,
  scope: Scope,
): Work {
  const { execution, signal, items } = scope;
  const { services, progress, gates } = execution;
  const gate = gates?.[name];
  return async (data) => {
    const handle = () => withinTime(name, signal, () => handler(data, { services }));
    const work = roomy(name, state, data, handle);
    const output = await asTask(name, scope, work, (milliseconds, left) =>
      progress.left(name, milliseconds, left, items),
    );
    return gate ? gate(output, signal) : output;
  };
}

/** Work whose output finds room in the state data: beside the input, or in its place without a `ResultPath`. */
function roomy<Output>(
  name: string,
  { ResultPath }: StateDefinition,
  data: unknown,
  work: () => Promise<Output>,
): () => Promise<Output> {
  return async () => {
    const output = await work();
    requireRoom(name, ResultPath === undefined ? null : data, output);
    return output;
  };
}

/** Of a Map only its failure is told; what it does are the tasks of its items. */
function mapOf(name: string, state: StateDefinition, scope: Scope, runners: Runners): Work {
  const { ItemProcessor } = state;
  if (!ItemProcessor) throw new StateDataFault(`"${name}" has no ItemProcessor.`);
  const { selectItem } = runners;
  const runItem = runners.runItem(ItemProcessor);
  return async (data) => {
    const begun = performance.now();
    try {
      const output = await runMap(name, state, data as MapData, scope, { runItem, selectItem });
      scope.tries.done(name);
      return output;
    } catch (error) {
      if (scope.signal.aborted) throw new Aborted(name);
      const { execution, items, tries } = scope;
      const failure = error as Error;
      const next = tries.after(name, failure);
      execution.progress.failed(name, performance.now() - begun, failure, items, next);
      throw error;
    }
  };
}

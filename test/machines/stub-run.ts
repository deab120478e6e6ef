import { jest } from '@jest/globals';
import type { MachineName } from '../../src/contract/machines.ts';
import { states, type StateName } from '../../src/contract/states.ts';
import type { MachineDefinition } from '../../src/contract/definition.ts';
import type { EventEntry } from '../../src/engine/bus.ts';
import type { ExecutionEnd } from '../../src/engine/execution.ts';
import { definitions, productParts } from '../../src/engine/machines.ts';
import { runMachine } from '../../src/engine/run-machine.ts';
import { step, type StepHandler } from '../../src/step.ts';
import { executionId } from '../support/builders/ids.ts';
import { silent } from '../../src/engine/progress.ts';
import { samplesFor } from './samples.ts';

/** A step's stub: what it gives, or what it throws. */
export type Stub = (input: unknown) => unknown;

export type StubbedRun = {
  readonly machine: MachineName;
  /** Another definition than the machine's own. */
  readonly definition?: MachineDefinition;
  readonly input?: unknown;
  /** By state; a state that is left out gives its sample. */
  readonly stubs?: Readonly<Record<string, Stub>>;
};

export type StubbedEnd = {
  readonly end: ExecutionEnd;
  /** The tasks that were carried out, in order, each try once. */
  readonly tasks: readonly string[];
  /** What each task got last. */
  readonly inputs: ReadonlyMap<string, unknown>;
  /** What was put on the bus. */
  readonly entries: readonly EventEntry[];
  /** Errors of steps, by state. */
  readonly errors: readonly (readonly [state: string, error: Error])[];
};

/** Throws as a step or an integration does: the machine matches the name. */
export function throwing(name: string, message = `${name} happened.`): Stub {
  return () => {
    throw Object.assign(new Error(message), { name });
  };
}

/**
 * Runs a machine by the engine, with stubs in place of its handlers. Each stub stands behind the
 * schemas of its state, as a handler does.
 */
export async function runStubbed({ machine, ...run }: StubbedRun): Promise<StubbedEnd> {
  const { definition = definitions[machine], input = {}, stubs = {} } = run;
  const samples = samplesFor([]);
  const tasks: string[] = [];
  const inputs = new Map<string, unknown>();
  const entries: EventEntry[] = [];
  const errors: [string, Error][] = [];
  for (const name of Object.keys(states) as StateName[]) {
    const give = stubs[name] ?? (() => samples[name]);
    const stubbed = step(name, async (data) => give(data) as never);
    const remembering: StepHandler = (data, context) => {
      inputs.set(name, data);
      return stubbed(data, context);
    };
    jest
      .spyOn(productParts.handlers as Record<StateName, StepHandler>, name)
      .mockImplementation(remembering);
  }
  const { end } = await runMachine(definition, {
    id: executionId,
    name: 'storefront_prod_1',
    input,
    services: {} as never,
    putEvents: async (put) => {
      const announcement = tasks.at(-1) ?? '';
      inputs.set(announcement, { Entries: put });
      const answer = stubs[announcement]?.(put) ?? { FailedEntryCount: 0, Entries: [] };
      entries.push(...put);
      return { answer, starts: [] };
    },
    progress: {
      ...silent,
      entered: (state) => tasks.push(state),
      failed: (state, _milliseconds, error) => errors.push([state, error]),
    },
    retryInterval: 0,
  });
  return { end, tasks, inputs, entries, errors };
}

import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { MachineDefinition } from '../contract/definition.ts';
import type { StateName, StateOutput } from '../contract/states.ts';
import { thisProcess } from '../aws/stack/processes.ts';
import { causeText } from '../domain/findings/failure-cause.ts';
import { localOwnerName } from '../domain/link/lease.ts';
import type { Services } from '../procedures/ports.ts';
import type { StepHandler } from '../step.ts';
import type { EventSink, MatchedEvent } from './bus.ts';
import type { Progress } from './progress.ts';

/** The handler of each Lambda-backed state. */
export type Handlers = { readonly [Name in StateName]: StepHandler<StateOutput<Name>> };

/** What a definition names: the functions of its states, and other machines that it runs. */
export type Parts = {
  readonly handlers: Handlers;
  readonly machines: Readonly<Record<string, MachineDefinition>>;
};

/**
 * What becomes of the output of a state before the run goes on from it. It may take as long as a person does:
 * no time of a step runs meanwhile, and the lease is kept.
 */
export type Gates = {
  readonly [Name in StateName]?: (
    output: StateOutput<Name>,
    signal: AbortSignal,
  ) => Promise<StateOutput<Name>>;
};

/** One execution of a machine, and what it is run with. */
export type Execution = {
  readonly id: string;
  readonly name: string;
  readonly input: unknown;
  readonly services: Services;
  readonly putEvents: EventSink;
  readonly progress: Progress;
  /** Ends the execution: waits are cut short, and a task under way is told to stop. */
  readonly signal?: AbortSignal;
  /** Milliseconds to wait before each retry, for tests; the definition's own when left out. */
  readonly retryInterval?: number;
  /** Each state reads for itself, as it does deployed: for tests of what it asks there. */
  readonly readsApart?: boolean;
  readonly gates?: Gates;
  /** Of a definition that is none of the product's; else the product's own. */
  readonly parts?: Parts;
};

/** How an execution ended. */
export type ExecutionEnd =
  | { readonly status: 'SUCCEEDED'; readonly output: unknown }
  | { readonly status: 'FAILED'; readonly error: string; readonly cause: string }
  /** By the signal: nothing was undone or closed. */
  | { readonly status: 'ABORTED' };

/** The error of an execution whose state data do not tell how it ended. */
export function errorOfEnd(end: ExecutionEnd): { name: string; message: string } {
  if (end.status === 'FAILED') return { name: end.error, message: causeText(end.cause) };
  return { name: 'StateDataFault', message: 'The run ended without an outcome.' };
}

/** What is left of an execution. */
export type EndedExecution = {
  readonly end: ExecutionEnd;
  /** The state data as the last state got them. */
  readonly slices: unknown;
  /** The machines that its events are to start. */
  readonly events: readonly MatchedEvent[];
};

/** The owner's name tells other runs which process to look for, and where. */
export function localExecutionId(): string {
  return localOwnerName({ host: hostname(), ...thisProcess() }, randomUUID());
}

import { machinePlaceholderOf, type MachineDefinition } from '../contract/definition.ts';
import { Fault, StateDataFault } from '../contract/errors/faults.ts';
import { localExecutionId, type Execution, type Parts } from './execution.ts';
import type { StatesEnd } from './run-states.ts';
import { Aborted, type Scope } from './scope.ts';

/** Runs another machine within the scope of the task that starts it. */
export type RunDefinition = (
  definition: MachineDefinition,
  execution: Execution,
  scope: Scope,
) => Promise<StatesEnd>;

/** What `startExecution.sync:2` answers of an execution that ended well, as far as machines may read it. */
type ChildAnswer = {
  readonly ExecutionArn: string;
  readonly Name: string;
  readonly Status: 'SUCCEEDED';
  readonly Output: unknown;
};

/** The other machine ended badly: what Step Functions makes of it. */
class TaskFailed extends Fault {
  constructor(description: Readonly<Record<string, string>>) {
    super('States.TaskFailed', JSON.stringify(description));
  }
}

/**
 * Runs the machine that a task of `startExecution.sync:2` names, as an execution of its own. How it came
 * to a bad end is read from its report: the cause is Step Functions' own description, which may be long.
 *
 * @throws States.TaskFailed when it ended badly
 */
export async function runChild(
  state: string,
  parameters: Readonly<Record<string, unknown>>,
  scope: Scope,
  runDefinition: RunDefinition,
): Promise<ChildAnswer> {
  const definition = machineNamedBy(parameters, scope.parts);
  if (!definition) throw new StateDataFault(`"${state}" names no machine that is known.`);
  const id = localExecutionId();
  const name = typeof parameters['Name'] === 'string' ? parameters['Name'] : id;
  const execution = { ...scope.execution, id, name, input: parameters['Input'] };
  const end = await runDefinition(definition, execution, { ...scope, execution });
  const described = { ExecutionArn: id, Name: name, Status: end.status };
  switch (end.status) {
    case 'SUCCEEDED':
      return { ...described, Status: end.status, Output: end.output };
    case 'FAILED':
      throw new TaskFailed({ ...described, Error: end.error.name, Cause: end.error.message });
    case 'ABORTED':
      throw new Aborted(state);
  }
}

/** The machine by whose placeholder a task names it; none is replaced in process. */
export function machineNamedBy(parameters: unknown, { machines }: Parts): MachineDefinition | null {
  const { StateMachineArn: named } = (parameters ?? {}) as { StateMachineArn?: unknown };
  const [, definition = null] =
    Object.entries(machines).find(([name]) => named === `\${${machinePlaceholderOf(name)}}`) ?? [];
  return definition;
}

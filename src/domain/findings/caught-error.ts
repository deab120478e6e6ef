import { TaskTimedOutFault, WorkflowFault, type Fault } from '../../contract/errors/faults.ts';
import { causeText } from './failure-cause.ts';

/** What a Catch keeps of the state that failed. */
type Caught = { readonly Error: string; readonly Cause: string };

/**
 * The name and the text under which a run tells of an error that one of its Catches saw. Step Functions'
 * own names get one of ours: by `States.` at the front an execution is known that nothing has closed, and
 * its link is started once more.
 */
export function caughtError({ Error: name, Cause: cause }: Caught): {
  readonly name: string;
  readonly text: string;
} {
  const text = causeText(cause);
  if (!name.startsWith('States.')) return { name, text };
  const fault = faultOf(name, text);
  return { name: fault.name, text: fault.message };
}

function faultOf(name: string, text: string): Fault {
  const told = [name, text].filter((part) => part !== '').join(': ');
  return name === 'States.Timeout' || name === 'States.HeartbeatTimeout'
    ? new TaskTimedOutFault(told)
    : new WorkflowFault(told);
}

/** Errors of a restoring that failed, or that AWS never let through: their message says all of it. */
export function tellsOfUndo(name: string): boolean {
  return name === 'UndoIncomplete' || name === 'UndoUnavailable';
}

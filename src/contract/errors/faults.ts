import type { UndoIncomplete } from './run-errors.ts';

/**
 * Faults: what ends a run and is not of the user's making. Their names are used as those of the errors of
 * users are (`user-error.ts`).
 */

/** An error that is not of the user's making: a defect of ours, or AWS cannot be reached. */
export abstract class Fault extends Error {
  constructor(name: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = name;
  }
}

/**
 * AWS was out of reach while policies were restored; the message is that of `UndoIncomplete`. The state is
 * tried again, and where that is in vain the run ends as `UndoIncomplete`.
 */
export class UndoUnavailable extends Fault {
  constructor(incomplete: UndoIncomplete) {
    super('UndoUnavailable', incomplete.message, { cause: incomplete.cause });
  }
}

/** AWS throttled a call, or could not be reached: the one name that says "try again". */
export class AwsUnavailable extends Fault {
  constructor(message: string, options?: ErrorOptions) {
    super('AwsUnavailable', message, options);
  }
}

/** AWS answered a call with an error that we did not expect. */
export class AwsFault extends Fault {
  constructor(message: string, options?: ErrorOptions) {
    super('AwsFault', message, options);
  }
}

/** A state took longer than the machine gives it: its function neither answered nor was ended in time. */
export class TaskTimedOutFault extends Fault {
  constructor(caught: string) {
    super('TaskTimedOutFault', `A state of the run took longer than it may (${caught}).`);
  }
}

/** Step Functions itself could not carry out a state, and a Catch saw it. */
export class WorkflowFault extends Fault {
  constructor(caught: string) {
    super('WorkflowFault', `Step Functions could not carry out a state of the run (${caught}).`);
  }
}

/** The data between two states is not what the contract says, or too large. */
export class StateDataFault extends Fault {
  constructor(message: string, options?: ErrorOptions) {
    super('StateDataFault', message, options);
  }
}

/** A policy that was about to be written goes beyond what a grant of ours may give. */
export class PolicyFault extends Fault {
  constructor(message: string, options?: ErrorOptions) {
    super('PolicyFault', message, options);
  }
}

/** A file for apps came out in a way that its library would not read as it is meant. */
export class ClientConfigFault extends Fault {
  constructor(message: string, options?: ErrorOptions) {
    super('ClientConfigFault', message, options);
  }
}

/** What lies in the store is not what we wrote there. */
export class StoreFault extends Fault {
  constructor(message: string, options?: ErrorOptions) {
    super('StoreFault', message, options);
  }
}

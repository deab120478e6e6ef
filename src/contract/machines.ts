import { detailTypes, type DetailType } from './events.ts';
import { importStates } from './states/import-auth.ts';
import { pushStates } from './states/push-auth.ts';
import { removeStates } from './states/remove-auth.ts';
import type { State } from './states/state.ts';

/** What is said of a machine; everything that stands for one is a loop over {@link machines}. */
type MachineEntry = {
  /**
   * Detail types on our bus that start it, by a rule that is named after the first of them; none: only
   * a caller starts it.
   */
  readonly startedBy: readonly DetailType[];
  /**
   * It holds the lease of a link. So its executions can own one, and when an execution ends in a way
   * that no Catch saw, a rule starts it once more, to make good what the dead one left.
   */
  readonly recovers: boolean;
  /** Its own Lambda-backed states; a state of several machines stands with the first of them. */
  readonly states: Readonly<Record<string, Pick<State, 'input' | 'output'>>>;
};

/** THE list of machines, by the names of their files in `statemachine/`. */
export const machines = {
  'import-auth': {
    startedBy: [detailTypes.importRequested],
    recovers: true,
    states: importStates,
  },
  'push-auth': {
    startedBy: [detailTypes.configPublished, detailTypes.pushRequested],
    recovers: true,
    states: pushStates,
  },
  'remove-auth': {
    startedBy: [detailTypes.removeRequested],
    recovers: true,
    states: removeStates,
  },
} as const satisfies Readonly<Record<string, MachineEntry>>;

export type MachineName = keyof typeof machines;

export const machineNames = Object.keys(machines) as MachineName[];

/** A value for each machine, under its name. */
export function byMachine<Value>(
  make: (machine: MachineName) => Value,
): Record<MachineName, Value> {
  const entries = machineNames.map((machine) => [machine, make(machine)]);
  return Object.fromEntries(entries) as Record<MachineName, Value>;
}

/** The machines that an event of ours with this detail type starts. */
export function machinesStartedBy(detailType: string): readonly MachineName[] {
  return machineNames.filter((machine) => startersOf(machine).includes(detailType));
}

/** The detail types that start a machine. */
export function startersOf(machine: MachineName): readonly string[] {
  return machines[machine].startedBy;
}

/** The machines whose executions can own the lease of a link. */
export const leaseHolders: readonly MachineName[] = machineNames.filter(
  (machine) => machines[machine].recovers,
);

/**
 * The physical name of a machine. Fixed, because `amplify-import start` derives the ARN from the
 * caller's account and needs no right to look it up.
 */
export function machineNameOf(machine: MachineName): string {
  return `amplify-import-${machine}`;
}

import { AccessDenied, ResourceMissing } from '../../contract/errors/caller-errors.ts';
import { localOwner, type OwnerState } from '../../domain/link/lease.ts';
import type { Owners } from '../../procedures/link/port.ts';
import { stateOfProcess } from './processes.ts';

/**
 * Owners of leases: executions, asked of Step Functions, and local runs, whose processes are looked at
 * where they are of this place. One that awaits redrive counts as alive, and so does an execution that
 * we may not look at; of one that is not found, its lease says more.
 */
export function leaseOwners(look: typeof stateOfProcess = stateOfProcess): Owners {
  return {
    state: async (owner) => {
      const local = localOwner(owner);
      return local ? stateOfLocal[look(local)] : executionState(owner);
    },
  };
}

const stateOfLocal: Readonly<Record<ReturnType<typeof stateOfProcess>, OwnerState>> = {
  runs: { alive: true },
  gone: { alive: false, endedAt: null },
  unseen: { alive: 'unseen' },
};

async function executionState(executionArn: string): Promise<OwnerState> {
  try {
    // Loaded when a lease is contested only: most runs never ask.
    const { describeExecution } = await import('./executions.ts');
    const { status, stopDate } = await describeExecution(executionArn);
    if (status === 'RUNNING' || status === 'PENDING_REDRIVE') return { alive: true };
    return { alive: false, endedAt: stopDate ?? new Date() };
  } catch (error) {
    if (error instanceof ResourceMissing) return { alive: 'not found' };
    if (error instanceof AccessDenied) return { alive: true };
    throw error;
  }
}

import { hostname } from 'node:os';
import { AccessDenied, ResourceMissing } from '../../contract/errors.ts';
import { localOwner, type OwnerState } from '../../domain/link/lease.ts';
import type { Owners } from '../../procedures/ports.ts';

/**
 * Owners of leases: executions, asked of Step Functions, and local runs, whose process id says
 * something on this host only. One that awaits redrive counts as alive, and so does an execution that
 * we may not look at; of one that is not found, its lease says more.
 */
export function leaseOwners(processRuns: (pid: number) => boolean = isRunning): Owners {
  return {
    state: async (owner) => {
      const local = localOwner(owner);
      if (!local) return executionState(owner);
      const gone = local.host === hostname() && !processRuns(local.pid);
      return gone ? { alive: false, endedAt: null } : { alive: true };
    },
  };
}

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

/** Whether a process of this host is there: signal 0 asks, and does nothing to it. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as { code?: string }).code === 'EPERM';
  }
}

import { LeaseLost } from '../../contract/errors.ts';
import { linkLabel, type Lease, type LinkItem } from '../../contract/link.ts';
import { functionTimeoutSeconds } from '../../contract/states.ts';

/** What is known of the owner of a lease. */
export type OwnerState =
  | { readonly alive: true }
  /** No such execution: its machine was deleted, or it ended 90 days ago. */
  | { readonly alive: 'not found' }
  /** Ended at this time; a function that it started may run on for its timeout. */
  | { readonly alive: false; readonly endedAt: Date | null };

/** How long a local owner counts as alive after its last heartbeat, in seconds. */
export const heartbeatValiditySeconds = 60;

/** Where a local owner runs: `local:<host>:<pid>:<uuid>`; `null` for an execution ARN. */
export function localOwner(owner: string): { host: string; pid: number } | null {
  const parts = /^local:([^:]+):(\d+):/.exec(owner);
  return parts?.[1] && parts[2] ? { host: parts[1], pid: Number(parts[2]) } : null;
}

/** Whether the heartbeat of a local owner is over. */
export function heartbeatOver(lease: Lease, now: Date): boolean {
  return lease.heartbeatUntil !== null && new Date(lease.heartbeatUntil) < now;
}

/** When an execution that nobody finds counts as dead, in hours since it took its lease. */
const notFoundValidityHours = 24;

/**
 * Whether the owner of a lease can no longer write: dead for longer than a function of its can still run.
 * One that is not found may be of a stack that was deleted, or one that we look for in the wrong place; it
 * counts as dead once no execution of ours can be under way any more. Of a lease of which nobody knows
 * when it was taken it never does.
 */
export function isDead({ takenAt }: Lease, state: OwnerState, now: Date): boolean {
  if (state.alive === 'not found') {
    return takenAt !== null && now.getTime() - Date.parse(takenAt) > notFoundValidityHours * 3600e3;
  }
  if (state.alive) return false;
  if (state.endedAt === null) return true;
  return now.getTime() - state.endedAt.getTime() > functionTimeoutSeconds * 1000;
}

/** The link item with the lease in the hands of a new owner; the fence grows with each owner. */
export function withLease(item: LinkItem, owner: string, now: Date): LinkItem {
  const isSame = item.lease.owner === owner;
  const fence = isSame ? item.lease.fence : item.lease.fence + 1;
  const takenAt = isSame ? item.lease.takenAt : now.toISOString();
  return {
    ...item,
    lease: { ...item.lease, owner, fence, heartbeatUntil: nextHeartbeat(owner, now), takenAt },
  };
}

/** Until when a local owner counts as alive from now; `null` for an execution. */
export function nextHeartbeat(owner: string, now: Date): string | null {
  if (!localOwner(owner)) return null;
  return new Date(now.getTime() + heartbeatValiditySeconds * 1000).toISOString();
}

/** Whether a run still holds the lease that it took. */
export function holdsLease(item: LinkItem | null, owner: string, fence: number): boolean {
  return item?.lease.owner === owner && item.lease.fence === fence;
}

/** @throws LeaseLost when another run took the lease over. */
export function requireLease(
  item: LinkItem | null,
  owner: string,
  fence: number,
): asserts item is LinkItem {
  if (item && holdsLease(item, owner, fence)) return;
  throw new LeaseLost(item ? linkLabel(item) : 'the link');
}

/** The link item with its lease given back; another owner's lease stays as it is. */
export function withoutLease(item: LinkItem, owner: string): LinkItem {
  if (item.lease.owner !== owner) return item;
  return { ...item, lease: { ...item.lease, owner: null, heartbeatUntil: null, takenAt: null } };
}

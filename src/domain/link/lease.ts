import { LeaseLost } from '../../contract/errors/run-errors.ts';
import { linkLabel, type Lease, type LinkItem } from '../../contract/link.ts';
import { functionTimeoutSeconds } from '../../contract/states.ts';
import { lateWritesAfter } from './late-writes.ts';

/** What is known of the owner of a lease. */
export type OwnerState =
  | { readonly alive: true }
  /** No such execution: its machine was deleted, or it ended 90 days ago. */
  | { readonly alive: 'not found' }
  /** A process that nobody can look at from here: its signs of life tell. */
  | { readonly alive: 'unseen' }
  /** Ended at this time; a function that it started may run on for its timeout. */
  | { readonly alive: false; readonly endedAt: Date | null };

/** How long a local owner counts as alive after its last heartbeat, in seconds. */
export const heartbeatValiditySeconds = 60;

/** A process that owns leases. */
export type LocalOwner = {
  /** For people. */
  readonly host: string;
  /** Where its id means something; `null`: an earlier version did not say. */
  readonly place: string | null;
  readonly pid: number;
  /** When it started, as its system says it; `null`: not known. */
  readonly start: string | null;
};

/** The name of an owner: `local:<host>@<place>:<pid>:<start>:<run>`, the run told from others by its own part. */
export function localOwnerName({ host, place, pid, start }: LocalOwner, run: string): string {
  return `local:${host}@${place ?? ''}:${pid}:${start ?? ''}:${run}`;
}

/** Where a local owner runs, also by the name of earlier versions; `null` for an execution ARN. */
export function localOwner(owner: string): LocalOwner | null {
  const [, host, place, pid, start] =
    /^local:([^:@]+)(?:@([^:]*))?:(\d+):(?:(\d*):)?/.exec(owner) ?? [];
  if (host === undefined) return null;
  return { host, place: place || null, pid: Number(pid), start: start || null };
}

/** The owner of a lease as people look for it: an execution by its name, a process where it runs. */
export function ownerText(owner: string): string {
  const process = localOwner(owner);
  return process === null ? owner : `the process ${process.pid} on ${process.host}`;
}

/**
 * For how long the owner of a lease has given no sign of life, in seconds, as far as its clock and ours
 * agree: good for whoever only looks.
 */
export function silentSeconds({ heartbeatUntil }: Lease, now: Date): number {
  if (heartbeatUntil === null) return 0;
  return heartbeatValiditySeconds + (now.getTime() - Date.parse(heartbeatUntil)) / 1000;
}

/** When an execution that nobody finds counts as dead, in hours since it took its lease. */
const notFoundValidityHours = 24;

/**
 * Whether the owner of a lease can no longer write: dead for longer than a function of its can still run, or
 * silent for so many seconds where nobody can look at it.
 * One that is not found may be of a stack that was deleted, or one that we look for in the wrong place; it
 * counts as dead once no execution of ours can be under way any more. Of a lease of which nobody knows
 * when it was taken it never does.
 */
export function isDead(
  { takenAt }: Lease,
  state: OwnerState,
  { now, silent }: { readonly now: Date; readonly silent: number },
): boolean {
  if (state.alive === 'unseen') return silent > heartbeatValiditySeconds;
  if (state.alive === 'not found') {
    return takenAt !== null && now.getTime() - Date.parse(takenAt) > notFoundValidityHours * 3600e3;
  }
  if (state.alive) return false;
  if (state.endedAt === null) return true;
  return now.getTime() - state.endedAt.getTime() > functionTimeoutSeconds * 1000;
}

/**
 * The link item with the lease in the hands of a new owner; the fence grows with each owner. What the owner
 * before it was about to write on roles stays known, since it may only sleep.
 */
export function withLease(item: LinkItem, owner: string, now: Date): LinkItem {
  const isSame = item.lease.owner === owner;
  const fence = isSame ? item.lease.fence : item.lease.fence + 1;
  const takenAt = isSame ? item.lease.takenAt : now.toISOString();
  return {
    ...item,
    ...(isTakenOver(item, owner) && { lateWrites: lateWritesAfter(item) }),
    lease: { ...item.lease, owner, fence, heartbeatUntil: nextHeartbeat(owner, now), takenAt },
  };
}

function isTakenOver({ lease }: LinkItem, owner: string): boolean {
  return lease.owner !== null && lease.owner !== owner;
}

/** Until when a local owner counts as alive from now; `null` for an execution. */
export function nextHeartbeat(owner: string, now: Date): string | null {
  if (!localOwner(owner)) return null;
  return new Date(now.getTime() + heartbeatValiditySeconds * 1000).toISOString();
}

/** Whether a run still holds the lease that it took, also where it has taken a new fence since. */
export function heldSince(item: LinkItem, owner: string, fence: number): boolean {
  return item.lease.owner === owner && item.lease.fence >= fence;
}

/**
 * The link item with a new fence in the same hands: what the owner began under an earlier one stops before
 * its next write.
 *
 * @throws LeaseLost when another run took the lease over
 */
export function withNextFence(item: LinkItem, owner: string, since: number): LinkItem {
  if (!heldSince(item, owner, since)) throw new LeaseLost(linkLabel(item));
  return { ...item, lease: { ...item.lease, fence: item.lease.fence + 1 } };
}

/** The link item with the fence that its owner has begun with; another owner's stays as it is. */
export function withFence(item: LinkItem, owner: string, fence: number): LinkItem {
  return item.lease.owner === owner ? { ...item, lease: { ...item.lease, fence } } : item;
}

/** @throws LeaseLost when another run took the lease over. */
export function requireLease(
  item: LinkItem | null,
  owner: string,
  fence: number,
): asserts item is LinkItem {
  if (item?.lease.owner === owner && item.lease.fence === fence) return;
  throw new LeaseLost(item ? linkLabel(item) : 'the link');
}

/** The link item with its lease given back; another owner's lease stays as it is. */
export function withoutLease(item: LinkItem, owner: string): LinkItem {
  if (item.lease.owner !== owner) return item;
  return { ...item, lease: { ...item.lease, owner: null, heartbeatUntil: null, takenAt: null } };
}

import type { Lease } from '../../contract/link.ts';
import { isDead } from '../../domain/link/lease.ts';
import type { Services } from '../ports.ts';

/** Whether somebody holds a lease who may still write, and has given no sign of life for so many seconds. */
export async function isLeaseHeld(
  lease: Lease,
  { owners, now }: Pick<Services, 'owners' | 'now'>,
  silent: number,
): Promise<boolean> {
  if (lease.owner === null) return false;
  return !isDead(lease, await owners.state(lease.owner), { now: now(), silent });
}

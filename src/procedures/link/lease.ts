import { LinkBusy, RunOutdated } from '../../contract/errors/run-errors.ts';
import { linkLabel, type LinkItem, type LinkName } from '../../contract/link.ts';
import type { Slice } from '../../contract/slices.ts';
import { isOutdated, outdatedFinding } from '../../domain/link/outdated.ts';
import { ownerText, withLease } from '../../domain/link/lease.ts';
import { isLeaseHeld } from './lease-held.ts';
import { updateLink } from './link-updates.ts';
import type { Services } from '../ports.ts';

type LeaseServices = Pick<Services, 'linkStore' | 'owners' | 'silence' | 'now'>;

/**
 * Takes the lease of a link and returns its fence. A lease that nobody holds, or whose owner is dead,
 * is taken; taking it twice gives the same fence, so that the state can be tried again.
 *
 * @throws LinkBusy while another run lives; RunOutdated when something newer has been done since this run
 * was asked for, or when the death that it is to make good has been made good by another one
 */
export async function takeLease(
  link: LinkName,
  run: Slice<'run'>,
  services: LeaseServices,
): Promise<number> {
  const owner = run.executionId;
  const item = await updateLink(services.linkStore, link, async (current) => {
    requireStillDue(current, run, services.now());
    await requireFree(current, owner, services);
    return withLease(current, owner, services.now());
  });
  return item.lease.fence;
}

/** Another run may have gone through since: what this one is to do is then no longer wanted. */
function requireStillDue(item: LinkItem, run: Slice<'run'>, now: Date): void {
  if (!isOutdated(run, item, now)) return;
  throw new RunOutdated(linkLabel(item), outdatedFinding(run, item).message);
}

async function requireFree(
  { lease, ...link }: LinkItem,
  owner: string,
  services: LeaseServices,
): Promise<void> {
  const holder = lease.owner;
  if (holder === null || holder === owner) return;
  if (await isLeaseHeld(lease, services, services.silence(lease)))
    throw new LinkBusy(linkLabel(link), ownerText(holder), lease.takenAt);
}

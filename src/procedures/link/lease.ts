import { LeaseLost, LinkBusy } from '../../contract/errors.ts';
import { linkLabel, type LinkItem, type LinkName } from '../../contract/link.ts';
import type { Slice } from '../../contract/slices.ts';
import { heartbeatOver, isDead, withLease } from '../../domain/link/lease.ts';
import { updateLink } from './link-updates.ts';
import type { Services } from '../ports.ts';

type LeaseServices = Pick<Services, 'linkStore' | 'owners' | 'now'>;

/**
 * Takes the lease of a link and returns its fence. A lease that nobody holds, or whose owner is dead,
 * is taken; taking it twice gives the same fence, so that the state can be tried again.
 *
 * @throws LinkBusy while another run lives; LeaseLost when the death that this run is to make good has
 * been made good by another one
 */
export async function takeLease(
  link: LinkName,
  { executionId: owner, recovers }: Slice<'run'>,
  services: LeaseServices,
): Promise<number> {
  const item = await updateLink(services.linkStore, link, async (current) => {
    if (recovers !== null) requireStillDue(current, owner, recovers);
    await requireFree(current, owner, services);
    return withLease(current, owner, services.now());
  });
  return item.lease.fence;
}

/** A newer import may have gone through since: the dead run's request is then no longer wanted. */
function requireStillDue(item: LinkItem, owner: string, recovers: string): void {
  const holder = item.lease.owner;
  if (holder !== recovers && holder !== owner) throw new LeaseLost(linkLabel(item));
}

async function requireFree(
  item: LinkItem,
  owner: string,
  { owners, now }: LeaseServices,
): Promise<void> {
  const holder = item.lease.owner;
  if (holder === null || holder === owner || heartbeatOver(item.lease, now())) return;
  if (!isDead(await owners.state(holder), now())) throw new LinkBusy(linkLabel(item), holder);
}

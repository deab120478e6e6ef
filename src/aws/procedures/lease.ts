import { LinkBusy } from '../../contract/errors.ts';
import { linkLabel, type LinkItem, type LinkName } from '../../contract/link.ts';
import { heartbeatOver, isDead, withLease } from '../../domain/link/lease.ts';
import { updateLink } from './link-updates.ts';
import type { Services } from '../ports.ts';

type LeaseServices = Pick<Services, 'linkStore' | 'owners' | 'now'>;

/**
 * Takes the lease of a link and returns its fence. A lease that nobody holds, or whose owner is dead,
 * is taken; taking it twice gives the same fence, so that the state can be tried again.
 *
 * @throws LinkBusy while another run lives
 */
export async function takeLease(
  link: LinkName,
  owner: string,
  services: LeaseServices,
): Promise<number> {
  const item = await updateLink(services.linkStore, link, async (current) => {
    await requireFree(current, owner, services);
    return withLease(current, owner, services.now());
  });
  return item.lease.fence;
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

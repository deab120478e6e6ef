import { AwsUnavailable } from '../../contract/errors/faults.ts';
import type { LinkItem, LinkName } from '../../contract/link.ts';
import { requireLease } from '../../domain/link/lease.ts';
import type { LinkStore } from './port.ts';

/** A heartbeat or a push may write in between; more than a few of those are not believable. */
const attempts = 8;

/**
 * Reads a link, changes it and writes it over the version that was read, again if another write came
 * between. Returns the item as written.
 *
 * @throws AwsUnavailable when other writes keep coming between
 */
export async function updateLink(
  store: LinkStore,
  link: LinkName,
  change: (item: LinkItem) => LinkItem | Promise<LinkItem>,
): Promise<LinkItem> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const over = await store.read(link);
    const item = await change(over.item);
    if (item === over.item || (await store.write(item, over))) return item;
  }
  throw new AwsUnavailable(
    `The item of ${link.app}/${link.env} is written by others all the time.`,
  );
}

/** Like `updateLink`, for a run that must still hold the lease. @throws LeaseLost */
export async function updateHeldLink(
  store: LinkStore,
  link: LinkName,
  owner: string,
  fence: number,
  change: (item: LinkItem) => LinkItem,
): Promise<LinkItem> {
  return updateLink(store, link, (item) => {
    requireLease(item, owner, fence);
    return change(item);
  });
}

/** Checks, by a consistent read, that a run still holds the lease. @throws LeaseLost */
export async function checkFence(
  store: LinkStore,
  link: LinkName,
  owner: string,
  fence: number,
): Promise<LinkItem> {
  const { item } = await store.read(link);
  requireLease(item, owner, fence);
  return item;
}

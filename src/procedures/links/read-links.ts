import pLimit from 'p-limit';
import { StoreFault } from '../../contract/errors/faults.ts';
import type { LinkName } from '../../contract/link.ts';
import { linkPartPattern } from '../../contract/name-patterns.ts';
import { compareText } from '../../domain/canonical.ts';
import { silentSeconds } from '../../domain/link/lease.ts';
import { hasStanding, type StandingLink } from '../../domain/links/standing-link.ts';
import { isCommitted } from '../../domain/roles/apply.ts';
import { allLinks } from '../../domain/targets/link-indexes.ts';
import { readManifest } from '../config/read-manifest.ts';
import { isLeaseHeld } from '../link/lease-held.ts';
import type { Services } from '../ports.ts';

/** How many things of a store are read at a time. */
export const readsAtOnce = 10;

/** What is asked of a store and its runs to know how links stand. */
export type LinkReading = Pick<Services, 'configStore' | 'linkStore' | 'owners' | 'now'>;

/**
 * A link as it stands; one that nobody has heard of stands for nothing. A manifest that cannot be read is told,
 * and keeps nobody from the rest.
 */
export async function readLink(link: LinkName, services: LinkReading): Promise<StandingLink> {
  const [item, stored] = await Promise.all([
    services.linkStore.look(link),
    readManifest(link, services.configStore).catch(faultOf),
  ]);
  const fault = stored instanceof StoreFault ? stored : null;
  const stands = stored instanceof StoreFault ? null : stored;
  // Whoever looks once cannot watch a lease; a wrong answer takes nothing from anybody.
  const silent = silentSeconds(item.lease, services.now());
  const isHeld = await isLeaseHeld(item.lease, services, silent);
  const isBegun = item.intent !== null && isCommitted(item.intent, stands?.text ?? null);
  return {
    item,
    manifest: stands?.manifest ?? null,
    ...(fault && { fault: fault.message }),
    isHeld,
    isCommitted: isBegun,
  };
}

/** @throws whatever is no fault of the manifest */
function faultOf(error: unknown): StoreFault {
  if (error instanceof StoreFault) return error;
  throw error;
}

/**
 * Every link of a store, by app and environment: those that its index names, and those that own a manifest
 * though no index has them yet, because a version before has recorded them.
 */
export async function readLinks(services: LinkReading): Promise<readonly StandingLink[]> {
  const limit = pLimit(readsAtOnce);
  const [indexed, published] = await Promise.all([
    services.linkStore.linksOf(allLinks),
    linksWithFiles(services.configStore),
  ]);
  const names = new Map(
    [...indexed, ...published].map((link) => [`${link.app} ${link.env}`, link] as const),
  );
  const inOrder = [...names].toSorted(([a], [b]) => compareText(a, b)).map(([, link]) => link);
  const standing = await Promise.all(inOrder.map((link) => limit(() => readLink(link, services))));
  return standing.filter(hasStanding);
}

/** Links that have, or once had, a file of theirs in the store. */
async function linksWithFiles(
  store: Pick<Services['configStore'], 'folders'>,
): Promise<readonly LinkName[]> {
  const limit = pLimit(readsAtOnce);
  const names = (folders: readonly string[]) =>
    folders.filter((name) => linkPartPattern.test(name));
  const apps = names(await store.folders('config/'));
  const found = await Promise.all(
    apps.map((app) =>
      limit(async () => {
        const environments = names(await store.folders(`config/${app}/`));
        return environments.map((env) => ({ app, env }));
      }),
    ),
  );
  return found.flat();
}

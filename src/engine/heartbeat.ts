import type { LinkName } from '../contract/link.ts';
import { linkLabel } from '../contract/link.ts';
import { heartbeatValiditySeconds, nextHeartbeat } from '../domain/link/lease.ts';
import { updateLink } from '../procedures/link/link-updates.ts';
import type { Services } from '../procedures/ports.ts';

/** Keeps leases while this process runs. */
export type Heartbeats = { readonly services: Services; stop(): void };

const pauseMilliseconds = (heartbeatValiditySeconds * 1000) / 3;

/**
 * Services that keep each lease that is taken by them, by a sign of life three times in its validity,
 * until the lease is another's or nobody's, or all of them are stopped.
 */
export function withHeartbeats(services: Services): Heartbeats {
  const beats = new Map<string, NodeJS.Timeout>();
  const end = (key: string) => {
    clearInterval(beats.get(key));
    beats.delete(key);
  };
  const keepAlive = (link: LinkName, owner: string) => {
    const key = `${linkLabel(link)} ${owner}`;
    const beat = async () => {
      if (!(await keepLease(link, owner, services))) end(key);
    };
    end(key);
    beats.set(key, setInterval(() => void beat(), pauseMilliseconds).unref());
  };
  return {
    services: { ...services, keepAlive },
    stop: () => [...beats.keys()].forEach(end),
  };
}

/** Whether there is a lease left to keep. */
async function keepLease(
  link: LinkName,
  owner: string,
  { linkStore, now }: Services,
): Promise<boolean> {
  try {
    const { lease } = await updateLink(linkStore, link, (item) =>
      item.lease.owner === owner
        ? { ...item, lease: { ...item.lease, heartbeatUntil: nextHeartbeat(owner, now()) } }
        : item,
    );
    return lease.owner === owner;
  } catch {
    return true; // A beat that fails is made up for by the next one, or ends the lease.
  }
}

import { InvalidRequest } from '../../contract/errors/run-errors.ts';
import { linkLabel, type LinkName } from '../../contract/link.ts';
import type { StoredManifest } from '../../contract/manifest.ts';
import { hasStanding } from '../../domain/links/standing-link.ts';
import { readManifest } from '../config/read-manifest.ts';
import type { Services } from '../ports.ts';

/** What is asked of a store to know what was published when. */
export type HistoryReading = Pick<Services, 'configStore' | 'linkStore'>;

/** The revisions of a link: they count from 1, and a removed link counts on. */
export type KnownRevisions = {
  readonly manifest: StoredManifest | null;
  /** 0: nothing was published yet. */
  readonly last: number;
};

/** Which revisions a link has; `null`: nothing is known of the link. */
export async function knownRevisions(
  link: LinkName,
  { configStore, linkStore }: HistoryReading,
): Promise<KnownRevisions | null> {
  const [item, stands] = await Promise.all([linkStore.look(link), readManifest(link, configStore)]);
  const manifest = stands?.manifest ?? null;
  return hasStanding({ item, manifest }) ? { manifest, last: manifest?.revision ?? 0 } : null;
}

/** @throws InvalidRequest for a revision that there is not */
export function requireRevision(link: LinkName, revision: number, { last }: KnownRevisions): void {
  if (revision <= last) return;
  const known = last === 0 ? 'nothing was published yet' : `its last is ${last}`;
  throw new InvalidRequest(
    `There is no revision ${revision} of ${linkLabel(link)}: ${known}.`,
    'Name one that the history lists.',
  );
}

import { isTombstone, type StoredManifest } from '../../contract/manifest.ts';
import type { SeenLink } from '../../contract/seen-link.ts';

/** A link as it stands in its store. */
export type StandingLink = {
  readonly item: SeenLink;
  /** What stands at the key of its manifest; `null`: nothing. */
  readonly manifest: StoredManifest | null;
  /** Why what stands there cannot be read; left out: it can. */
  readonly fault?: string;
  /** Whether somebody holds its lease who may still write; so does an owner whom nobody could look at. */
  readonly isHeld: boolean;
  /** Whether what an import has begun got as far as its commit. */
  readonly isCommitted: boolean;
};

/** Whether anything is known of a link: one that was only ever planned or refused is as good as none. */
export function hasStanding({
  item,
  manifest,
  fault,
}: Pick<StandingLink, 'item' | 'manifest' | 'fault'>): boolean {
  const { request, intent, ledger, removed, lease } = item;
  return (
    manifest !== null ||
    fault !== undefined ||
    request !== null ||
    intent !== null ||
    ledger.length > 0 ||
    removed !== null ||
    lease.owner !== null
  );
}

/** Whether a link was removed, wholly or by half: nothing of it is published any more. */
export function standsRemoved({ item, manifest }: StandingLink): boolean {
  return manifest === null ? item.removed !== null : isTombstone(manifest);
}

import type { LinkItem, LinkName } from '../../contract/link.ts';
import type { SeenLink } from '../../contract/seen-link.ts';
import type { OwnerState } from '../../domain/link/lease.ts';
import type { IndexEntry } from '../../domain/targets/link-indexes.ts';

/** A link item with the version that a conditional write compares; version 0: not yet written. */
export type VersionedLink = {
  readonly item: LinkItem;
  readonly version: number;
  /** By what the store finds it, where it keeps that beside the item. */
  readonly indexes?: readonly IndexEntry[];
};

/** By what links are found. Hints: whoever finds a link reads it again. */
export interface LinkIndex {
  /** Links of an app, or that use a pool, a role or a target: see `indexedResources`. */
  linksOf(resource: string): Promise<readonly LinkName[]>;
  /** Links that expire before a time, those that did first. */
  expiredBy(time: string): Promise<readonly LinkName[]>;
}

/** Where link items lie. Reads are consistent. */
export interface LinkStore extends LinkIndex {
  /** The item of a link, or a new one of version 0. */
  read(link: LinkName): Promise<VersionedLink>;
  /** The same for whoever writes nothing by it: also of a link whose before-images are lost. */
  look(link: LinkName): Promise<SeenLink>;
  /**
   * Writes an item, and what changes of its indexes, over the version that was read. Whether it
   * happened: `false` when another write came between.
   */
  write(item: LinkItem, over: VersionedLink): Promise<boolean>;
}

/** Tells whether the owner of a lease can still write. */
export interface Owners {
  state(owner: string): Promise<OwnerState>;
}

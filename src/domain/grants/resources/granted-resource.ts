import { arnIn, type NamedResource, type Place } from '../../../contract/named-resource.ts';
import { parseArn } from '../../ids.ts';
import type { NamedUserPool } from '../../named-pools.ts';

/** What a grant names, and what is known of it once somebody has looked it up. */

/**
 * Where the account of a role keeps what names no place of its own: the user pool's region, the
 * account and the partition of the role.
 */
export function homeOf({ region }: NamedUserPool, roleArn: string): Place | null {
  const role = parseArn(roleArn);
  return role && { partition: role.partition, region, account: role.account };
}

/** What is known when permissions are written. */
export type KnownResources = {
  /** The user pool's region and the account of its roles, for what names no resource. */
  readonly home: Place;
  /** The condition key that holds the identity of whoever has the role. */
  readonly identityKey: string;
  /** By `resourceKey`. What is not found there is granted to nobody. */
  readonly places: Readonly<Record<string, Place>>;
};

/**
 * One name for each resource, however often a request grants it: streams of one name in two accounts
 * are two resources.
 */
export function resourceKey({ service, region, id, owner }: NamedResource): string {
  return owner
    ? arnIn({ ...owner, region: region ?? '' }, service, id)
    : `${service}:${region ?? ''}:${id}`;
}

/**
 * Where a named resource was found; `null` when it was not, is not the one that was named, or is
 * somebody else's, on which no role is granted anything.
 */
export function placeOf(resource: NamedResource, { home, places }: KnownResources): Place | null {
  const key = resourceKey(resource);
  const place = Object.hasOwn(places, key) ? places[key] : undefined;
  const { owner } = resource;
  if (!place || !isOwnedBy(place, home) || (owner && !isOwnedBy(place, owner))) return null;
  return place;
}

/** Whether a place is somebody's. That of a bucket has no account where nobody could say whose it is. */
export function isOwnedBy(
  { partition, account }: Pick<Place, 'partition' | 'account'>,
  owner: Pick<Place, 'partition' | 'account'>,
): boolean {
  return partition === owner.partition && (account === '' || account === owner.account);
}

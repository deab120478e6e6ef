import { compareText } from '../canonical.ts';
import { providerNameOf } from '../ids.ts';
import type { AppClientDescription, IdentityPoolDescription } from '../readings.ts';
import type { ClientListing, IdentityPoolsOfRegion } from './region-readings.ts';

/** An identity pool, and the clients of one user pool whose tokens it accepts. */
export type Pairing = {
  readonly id: string;
  readonly name: string;
  readonly clientIds: readonly string[];
};

/** The identity pools that could be read, by name. */
export function knownIdentityPools({
  pools,
}: IdentityPoolsOfRegion): readonly IdentityPoolDescription[] {
  return pools
    .flatMap(({ reading }) => (reading.status === 'found' ? [reading.value] : []))
    .toSorted(byName);
}

/** The app clients of a user pool that could be read, by name. */
export function knownClients({ clients }: ClientListing): readonly AppClientDescription[] {
  return clients
    .flatMap(({ reading }) => (reading.status === 'found' ? [reading.value] : []))
    .toSorted(byName);
}

/**
 * The identity pools that accept tokens of a user pool, by name. The provider's name is compared
 * whole: its end alone would take the pool of another region or partition for this one.
 */
export function pairingsOf(
  userPoolId: string,
  identityPools: readonly IdentityPoolDescription[],
): readonly Pairing[] {
  const provider = providerNameOf(userPoolId);
  return identityPools.flatMap(({ id, name, providers }) => {
    const clientIds = providers.filter((p) => p.name === provider).map((p) => p.clientId);
    return clientIds.length > 0 ? [{ id, name, clientIds }] : [];
  });
}

/** The user pools that an identity pool accepts beside those that were listed. */
export function userPoolsElsewhere(
  { providers }: IdentityPoolDescription,
  listed: readonly string[],
): readonly string[] {
  const names = new Set(listed.map(providerNameOf));
  const others = providers.filter(({ name }) => !names.has(name)).map(({ name }) => name);
  return [...new Set(others)].map((name) => name.slice(name.lastIndexOf('/') + 1)).toSorted();
}

/** By name, and by id where two have the same. */
export function byName(
  a: { readonly id: string; readonly name: string },
  b: { readonly id: string; readonly name: string },
): number {
  return compareText(a.name, b.name) || compareText(a.id, b.id);
}

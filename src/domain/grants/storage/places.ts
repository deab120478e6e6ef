import type { StorageGrant } from '../../../contract/grants/storage.ts';
import { placeAt, type GrantPlace } from '../grant-place.ts';

/** Where a storage grant names its grantees: in its three lists, or in each of its paths. */
export function storagePlaces(grant: StorageGrant, where: string): readonly GrantPlace[] {
  if (grant.paths === null) return [placeAt(where, grant)];
  return Object.entries(grant.paths).map(([path, access]) =>
    placeAt(`${where}.paths.${path}`, access),
  );
}

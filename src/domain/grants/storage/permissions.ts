import type { StorageGrant } from '../../../contract/grants/storage.ts';
import type { Grantee } from '../../../contract/grantee.ts';
import type { NamedResource, Place } from '../../../contract/named-resource.ts';
import type { Permission } from '../../iam/permission.ts';
import { levelPermissions } from './levels.ts';
import { pathPermissions } from './paths.ts';

export function storageBucket({ bucket }: Pick<StorageGrant, 'bucket'>): NamedResource {
  return { service: 's3', id: bucket, region: null, owner: null };
}

/**
 * What one storage grant gives to a role: by its paths, or by the levels of Gen 1. Paths are read for
 * all holders of the role at once, so that what one of them is kept from stays open to another.
 */
export function storagePermissions(
  grant: StorageGrant,
  holders: readonly Grantee[],
  { id }: NamedResource,
  { partition }: Place,
  identityKey: string,
): readonly Permission[] {
  const bucketArn = `arn:${partition}:s3:::${id}`;
  if (grant.paths) return pathPermissions(grant.paths, holders, bucketArn, identityKey);
  return holders.flatMap((grantee) => levelPermissions(grant, grantee, bucketArn, identityKey));
}

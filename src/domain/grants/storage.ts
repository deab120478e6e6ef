import type { StorageGrant } from '../../contract/grants/storage.ts';
import { storagePermissions as levelPermissions } from '../policies/storage-grants.ts';
import type { Grantee } from './grantee.ts';
import type { NamedResource, Place } from './granted-resource.ts';
import type { Permission } from '../policies/permission.ts';
import { pathPermissions } from './storage-paths.ts';

export function storageBucket({ bucket }: StorageGrant): NamedResource {
  return { service: 's3', id: bucket, region: null, owner: null };
}

/** What one storage grant gives to the role of some users: by its paths, or by the levels of Gen 1. */
export function storagePermissions(
  grant: StorageGrant,
  grantee: Grantee,
  { id }: NamedResource,
  { partition }: Place,
): readonly Permission[] {
  if (grant.paths) return pathPermissions(grant.paths, grantee, `arn:${partition}:s3:::${id}`);
  return levelPermissions(grant, grantee, partition);
}

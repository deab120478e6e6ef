import type { RunRequest } from '../../../contract/request.ts';
import type { ResourceReadings } from '../../grants/resource-readings.ts';
import { storageBucket } from '../../grants/storage.ts';
import type { ConfigBucket } from '../client-config.ts';
import { storageAccess } from '../storage-access.ts';
import { distinctBy, foundResources } from './found-resources.ts';

/** Buckets, each once with all that is granted on it: the library refuses one that is named twice. */
export function bucketsOf(
  { grants: { storage } }: Pick<RunRequest, 'grants'>,
  readings: ResourceReadings,
): readonly ConfigBucket[] {
  const found = foundResources(storage, storageBucket, readings, 's3');
  return distinctBy(found, ({ id }) => id).map(({ id: name, place }) => ({
    name,
    region: place.region,
    paths: storageAccess(storage.filter(({ bucket }) => bucket === name)),
  }));
}

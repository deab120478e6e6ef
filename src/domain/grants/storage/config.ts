import type { RunRequest } from '../../../contract/request.ts';
import type { ResourceReadings } from '../resources/readings.ts';
import { storageBucket } from './permissions.ts';
import { storageAccess, type PathAccess } from './access.ts';
import { distinctBy, foundResources } from '../resources/found-resources.ts';

/** A bucket, and who may do what below which path of it. */
export type ConfigBucket = {
  readonly name: string;
  readonly region: string;
  /** What an app calls it, where that is not its name. */
  readonly called?: string;
  /** By prefix with `/*` at its end; `identityWord` in it stands for the identity of the user. */
  readonly paths: Readonly<Record<string, PathAccess>>;
};

/** Buckets, each once with all that is granted on it: the library refuses one that is named twice. */
export function bucketsOf(
  { grants: { storage } }: Pick<RunRequest, 'grants'>,
  readings: ResourceReadings,
): readonly ConfigBucket[] {
  const found = foundResources(storage, storageBucket, readings, 's3');
  return distinctBy(found, ({ id }) => id).map(({ id: name, place }) => {
    const grants = storage.filter(({ bucket }) => bucket === name);
    const called = grants.find((grant) => grant.name !== undefined)?.name;
    return {
      name,
      region: place.region,
      ...(called !== undefined && { called }),
      paths: storageAccess(grants),
    };
  });
}

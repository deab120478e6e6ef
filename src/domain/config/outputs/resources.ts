import type { ClientConfig } from '../client-config.ts';
import { geoConfig } from '../geo-config.ts';

/** The first bucket, and all of them when there is more to say of them than that. */
export function storageSection({ buckets }: Pick<ClientConfig, 'buckets'>) {
  const [first] = buckets;
  if (!first) return null;
  const named =
    buckets.length > 1 || first.called !== undefined || Object.keys(first.paths).length > 0;
  return {
    aws_region: first.region,
    bucket_name: first.name,
    ...(named && {
      buckets: buckets.map(({ name, called = name, region, paths }) => ({
        name: called,
        bucket_name: name,
        aws_region: region,
        ...(Object.keys(paths).length > 0 && { paths: copied(paths) }),
      })),
    }),
  };
}

/** The types of the outputs are of lists that may change. */
function copied(paths: ClientConfig['buckets'][number]['paths']) {
  return Object.fromEntries(
    Object.entries(paths).map(([path, access]) => [
      path,
      Object.fromEntries(Object.entries(access).map(([who, may]) => [who, [...may]])),
    ]),
  );
}

/** The first API; `authorization_types` are those beside the default, as the official generator has it. */
export function dataSection({ graphqlApis: [first] }: Pick<ClientConfig, 'graphqlApis'>) {
  if (!first) return null;
  const [byDefault, ...more] = first.authenticationTypes;
  return {
    url: first.endpoint,
    aws_region: first.region,
    default_authorization_type: byDefault,
    authorization_types: more,
  };
}

export function geoSection({ locations }: Pick<ClientConfig, 'locations'>) {
  const geo = geoConfig(locations);
  if (!geo) return null;
  return {
    aws_region: geo.region,
    ...(geo.maps && { maps: geo.maps }),
    ...(geo.placeIndexes && { search_indices: geo.placeIndexes }),
    ...(geo.geofenceCollections && { geofence_collections: geo.geofenceCollections }),
  };
}

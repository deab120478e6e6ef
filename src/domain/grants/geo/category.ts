import type { GeoGrant } from '../../../contract/grants/geo.ts';
import { toEach, type Category } from '../category.ts';
import { placeAt } from '../grant-place.ts';
import { locationsOf } from './config.ts';
import { geoPermissions, geoResource } from './permissions.ts';

/** Maps, place indexes, geofence collections and trackers of Amazon Location. */
export const geoCategory = {
  places: (grant, where) => [placeAt(where, grant)],
  resource: geoResource,
  permissions: toEach(geoPermissions),
  findings: () => [],
  config: ({ request, resources }) => locationsOf(request, resources),
} satisfies Category<GeoGrant>;

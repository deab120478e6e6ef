import type { GeoGrant } from '../../../contract/grants/geo.ts';
import { toEach, type Category } from '../category.ts';
import { placeAt } from '../grant-place.ts';
import { locationsOf } from './config.ts';
import { geoPermissions, geoProviderPermissions, geoResource } from './permissions.ts';
import { providerFindings } from './region-findings.ts';

/** Maps, place indexes, geofence collections and trackers of Amazon Location, and its providers. */
export const geoCategory = {
  places: (grant, where) => [placeAt(where, grant)],
  resource: geoResource,
  permissions: toEach(geoPermissions),
  ofService: toEach(geoProviderPermissions),
  findings: ({ request, roles }) => providerFindings(request, roles),
  config: ({ request, resources }) => locationsOf(request, resources),
} satisfies Category<GeoGrant>;

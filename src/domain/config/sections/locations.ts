import type { GeoKind } from '../../../contract/grants/geo.ts';
import type { RunRequest } from '../../../contract/request.ts';
import { geoResource } from '../../grants/geo.ts';
import type { ResourceReadings } from '../../grants/resource-readings.ts';
import type { LocationResource } from '../client-config.ts';
import { distinctBy, foundResources } from './found-resources.ts';

export function locationsOf(
  { grants: { geo } }: Pick<RunRequest, 'grants'>,
  readings: ResourceReadings,
): readonly LocationResource[] {
  const locations = foundResources(geo, geoResource, readings, 'geo').map(
    ({ id, place, facts }) => {
      const [kind, name = ''] = id.split('/');
      return { kind: kind as GeoKind, name, region: place.region, style: facts.style };
    },
  );
  return distinctBy(locations, ({ kind, name, region }) => `${region} ${kind} ${name}`);
}

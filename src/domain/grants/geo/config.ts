import type { GeoKind } from '../../../contract/grants/geo.ts';
import type { RunRequest } from '../../../contract/request.ts';
import { geoResource } from './permissions.ts';
import type { ResourceReadings } from '../resources/readings.ts';
import { distinctBy, foundResources } from '../resources/found-resources.ts';

export type LocationResource = {
  readonly kind: GeoKind;
  readonly name: string;
  readonly region: string;
  /** Of a map only: `VectorEsriStreets`, … */
  readonly style: string | null;
};

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

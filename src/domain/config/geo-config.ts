import type { LocationResource } from '../grants/geo/config.ts';
import { byFirstRegion } from './first-region.ts';

/** What the libraries know of Amazon Location, in one region; the first of a kind is its default. */
export type GeoConfig = {
  readonly region: string;
  readonly maps: {
    readonly items: Record<string, { readonly style?: string }>;
    readonly default: string;
  } | null;
  readonly placeIndexes: Listed | null;
  readonly geofenceCollections: Listed | null;
};

type Listed = { readonly items: string[]; readonly default: string };

/** `null`: there is nothing that a library knows. */
export function geoConfig(locations: readonly LocationResource[]): GeoConfig | null {
  const known = locations.filter(({ kind }) => kind !== 'tracker');
  const { region, here } = byFirstRegion(known);
  if (here.length === 0) return null;
  const maps = here.filter(({ kind }) => kind === 'map');
  const items = maps.map(({ name, style }) => [name, style === null ? {} : { style }] as const);
  return {
    region,
    maps: maps[0] ? { items: Object.fromEntries(items), default: maps[0].name } : null,
    placeIndexes: listed(here, 'place-index'),
    geofenceCollections: listed(here, 'geofence-collection'),
  };
}

function listed(locations: readonly LocationResource[], kind: LocationResource['kind']) {
  const items = locations.filter((one) => one.kind === kind).map(({ name }) => name);
  return items[0] === undefined ? null : { items, default: items[0] };
}

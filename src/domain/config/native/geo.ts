import type { LocationResource } from '../../grants/geo/config.ts';

/**
 * `awsLocationGeoPlugin` (docs/facts/gen1-files.md); `null` when there is nothing that any library
 * knows. Libraries call one region, that of the first resource: what lies elsewhere stays out. The
 * first of a kind is its default, because iOS refuses a file without one; a map without a style is
 * refused too.
 */
export function geoPlugin(locations: readonly LocationResource[]): object | null {
  const known = locations.filter(({ kind }) => kind !== 'tracker');
  const region = known[0]?.region;
  if (region === undefined) return null;
  const here = known.filter((one) => one.region === region);
  const maps = here.filter(({ kind, style }) => kind === 'map' && style !== null);
  const indices = here.filter(({ kind }) => kind === 'place-index').map(({ name }) => name);
  return {
    region,
    ...(maps[0] && {
      maps: {
        items: Object.fromEntries(maps.map(({ name, style }) => [name, { style }])),
        default: maps[0].name,
      },
    }),
    ...(indices[0] !== undefined && { searchIndices: { items: indices, default: indices[0] } }),
  };
}

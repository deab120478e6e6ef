type Placed = { readonly region: string };

/**
 * Libraries call one region for all resources of a kind: that of the first. What lies elsewhere they
 * cannot reach.
 */
export function byFirstRegion<Thing extends Placed>(
  things: readonly Thing[],
): {
  readonly region: string;
  readonly here: readonly Thing[];
  readonly elsewhere: readonly Thing[];
} {
  const region = things[0]?.region ?? '';
  return {
    region,
    here: things.filter((thing) => thing.region === region),
    elsewhere: things.filter((thing) => thing.region !== region),
  };
}

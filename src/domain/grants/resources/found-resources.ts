import type { NamedResource, Place } from '../../../contract/named-resource.ts';
import { resourceKey } from './granted-resource.ts';
import type { ResourceFacts, ResourceReadings } from './readings.ts';

/** A resource that a grant names and that was found. */
export type FoundResource<Grant, Service extends ResourceFacts['service']> = {
  readonly grant: Grant;
  /** As its ARN ends. */
  readonly id: string;
  readonly place: Place;
  readonly facts: Extract<ResourceFacts, { service: Service }>;
};

/** What the grants of a category name and what was found, in the order of the grants. */
export function foundResources<Grant, Service extends ResourceFacts['service']>(
  grants: readonly Grant[],
  named: (grant: Grant) => NamedResource | null,
  readings: ResourceReadings,
  ...services: readonly Service[]
): readonly FoundResource<Grant, Service>[] {
  return grants.flatMap((grant) => {
    const resource = named(grant);
    const reading = resource && readings[resourceKey(resource)];
    if (!resource || reading?.status !== 'found') return [];
    const { place, facts } = reading.value;
    if (!(services as readonly string[]).includes(facts.service)) return [];
    const known = facts as Extract<ResourceFacts, { service: Service }>;
    return [{ grant, id: resource.id, place, facts: known }];
  });
}

/** Each thing once: the first of those that have a key in common. */
export function distinctBy<Thing>(
  things: readonly Thing[],
  key: (thing: Thing) => string,
): readonly Thing[] {
  const first = new Map<string, Thing>();
  for (const thing of things) if (!first.has(key(thing))) first.set(key(thing), thing);
  return [...first.values()];
}

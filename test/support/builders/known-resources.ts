import type { Grants } from '../../../src/contract/grants.ts';
import { requestedGrants } from '../../../src/domain/grants/categories.ts';
import {
  resourceKey,
  type KnownResources,
  type Place,
} from '../../../src/domain/grants/granted-resource.ts';
import { userPoolId } from './ids.ts';

/** Where the account of the sample pools is. */
export const home: Place = { partition: 'aws', region: 'eu-west-1', account: '111122223333' };

/** Everything that a request names, found where it says, in the account of the pools. */
export function allKnown(grants: Grants, place: Place = home): KnownResources {
  const resources = requestedGrants({ grants, userPoolId }).flatMap(({ resource }) =>
    resource
      ? [[resourceKey(resource), { ...place, region: resource.region ?? place.region }]]
      : [],
  );
  return { home: place, places: Object.fromEntries(resources) as Record<string, Place> };
}

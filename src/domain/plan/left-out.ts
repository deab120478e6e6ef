import { StateDataFault } from '../../contract/errors/faults.ts';
import type { PoolRole } from '../../contract/pool-settings.ts';
import type { RunRequest } from '../../contract/request.ts';
import { requestedGrants } from '../grants/categories.ts';
import { placeOf } from '../grants/resources/granted-resource.ts';
import { knownResources, type ResourceReadings } from '../grants/resources/readings.ts';
import type { RolePoliciesReading } from '../readings.ts';

/** What a plan may never leave out without an error that says why. */

/**
 * Lets no role be passed over in silence: whoever has it would be granted nothing.
 *
 * @throws StateDataFault
 */
export function requireEveryRole(
  roles: readonly PoolRole[],
  readings: readonly RolePoliciesReading[],
): void {
  const unread = roles.filter(({ arn }) => !readings.some(({ roleArn }) => roleArn === arn));
  if (unread.length === 0) return;
  const arns = unread.map(({ arn }) => arn).join(', ');
  throw new StateDataFault(`${arns} would be left out without an error that says why.`);
}

/**
 * Lets no grant be passed over in silence: what is not granted is an error of its own.
 *
 * @throws StateDataFault
 */
export function requireEveryGrant(
  request: RunRequest,
  roles: readonly PoolRole[],
  resources: ResourceReadings,
): void {
  const known = roles.flatMap(({ arn }) => knownResources(request, arn, resources) ?? []);
  const skipped = requestedGrants(request).filter(({ resource, ofService }) =>
    known.some((one) => (resource === null ? !ofService : placeOf(resource, one) === null)),
  );
  if (skipped.length === 0) return;
  const subjects = skipped.map(({ subject }) => subject).join(', ');
  throw new StateDataFault(`${subjects} would be left out without an error that says why.`);
}

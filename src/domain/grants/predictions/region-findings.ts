import { finding, type Finding } from '../../../contract/findings.ts';
import type { RunRequest } from '../../../contract/request.ts';
import type { PoolRole } from '../../../contract/pool-settings.ts';
import { unreadRegionFindings } from '../unread-region.ts';
import { homeOf } from '../resources/granted-resource.ts';
import { predictionPlace } from './permissions.ts';
import { userPoolOf } from '../../named-pools.ts';

/**
 * The predictions that a request wants in a region of another partition, or in none that is known. Nothing is looked up for them,
 * and the credentials of a role are good in its own partition only.
 */
export function predictionFindings(
  request: Pick<RunRequest, 'grants' | 'userPoolId'>,
  roles: readonly PoolRole[],
): Finding[] {
  const userPool = userPoolOf(request);
  const homes = roles.flatMap(({ arn }) => homeOf(userPool, arn) ?? []);
  return request.grants.predictions.flatMap((grant, index) => {
    const other = homes.find((home) => predictionPlace(grant, home) === null);
    const name = `grants.predictions.${index}`;
    if (!other) return unreadRegionFindings(name, grant.region);
    return [
      finding('REGION_OTHER_PARTITION', {
        grant: name,
        region: grant.region ?? other.region,
        partition: other.partition,
      }),
    ];
  });
}

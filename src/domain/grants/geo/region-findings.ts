import { finding, type Finding } from '../../../contract/findings.ts';
import type { PoolRole } from '../../../contract/pool-settings.ts';
import type { RunRequest } from '../../../contract/request.ts';
import { parseArn, partitionOf } from '../../ids.ts';
import { unreadRegionFindings } from '../unread-region.ts';
import { geoProvider } from './permissions.ts';

/**
 * The providers of Amazon Location that a request wants in a region of another partition than the roles', or
 * in none that is known.
 */
export function providerFindings(
  { grants: { geo } }: Pick<RunRequest, 'grants'>,
  roles: readonly PoolRole[],
): Finding[] {
  const partitions = roles.flatMap(({ arn }) => parseArn(arn)?.partition ?? []);
  return geo.flatMap((grant, index) => {
    const region = geoProvider(grant)?.region;
    const name = `grants.geo.${index}`;
    const other = partitions.find((partition) => region && partitionOf(region) !== partition);
    if (region === undefined || other === undefined) return unreadRegionFindings(name, region);
    return [finding('REGION_OTHER_PARTITION', { grant: name, region, partition: other })];
  });
}

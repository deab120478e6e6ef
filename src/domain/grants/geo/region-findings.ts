import { finding, type Finding } from '../../../contract/findings.ts';
import type { PoolRole } from '../../../contract/pool-settings.ts';
import type { RunRequest } from '../../../contract/request.ts';
import { parseArn, partitionOf } from '../../ids.ts';
import { geoProvider } from './permissions.ts';

/** The providers of Amazon Location that a request wants in a region of another partition than the roles'. */
export function providerFindings(
  { grants: { geo } }: Pick<RunRequest, 'grants'>,
  roles: readonly PoolRole[],
): Finding[] {
  const partitions = roles.flatMap(({ arn }) => parseArn(arn)?.partition ?? []);
  return geo.flatMap((grant, index) => {
    const region = geoProvider(grant)?.region;
    const other = partitions.find((partition) => region && partitionOf(region) !== partition);
    if (region === undefined || other === undefined) return [];
    return [
      finding('REGION_OTHER_PARTITION', { grant: `grants.geo.${index}`, region, partition: other }),
    ];
  });
}

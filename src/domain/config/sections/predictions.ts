import type { RunRequest } from '../../../contract/request.ts';
import { regionOfPool } from '../../../contract/aws-names.ts';
import { partitionOf } from '../../ids.ts';
import type { Prediction } from '../client-config.ts';
import { distinctBy } from './found-resources.ts';

/** Uses that name no resource: they are there wherever the partition of the pool is. */
export function predictionsOf({
  grants: { predictions },
  userPoolId,
}: Pick<RunRequest, 'grants' | 'userPoolId'>): readonly Prediction[] {
  const home = regionOfPool(userPoolId);
  const wanted = predictions
    .map(({ use, region }) => ({ use, region: region ?? home }))
    .filter(({ region }) => partitionOf(region) === partitionOf(home));
  return distinctBy(wanted, ({ use, region }) => `${region} ${use}`);
}

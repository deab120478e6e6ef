import type { RunRequest } from '../../../contract/request.ts';
import { userPoolOf } from '../../named-pools.ts';
import { partitionOf } from '../../ids.ts';
import type { Prediction } from '../client-config.ts';
import { distinctBy } from './found-resources.ts';

/** Uses that name no resource: they are there wherever the partition of the pool is. */
export function predictionsOf(
  request: Pick<RunRequest, 'grants' | 'userPoolId'>,
): readonly Prediction[] {
  const home = userPoolOf(request);
  const wanted = request.grants.predictions
    .map(({ use, region }) => ({ use, region: region ?? home.region }))
    .filter(({ region }) => partitionOf(region) === home.partition);
  return distinctBy(wanted, ({ use, region }) => `${region} ${use}`);
}

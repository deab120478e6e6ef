import type { PredictionUse } from '../../../contract/grants/predictions.ts';
import type { RunRequest } from '../../../contract/request.ts';
import { userPoolOf } from '../../named-pools.ts';
import { partitionOf } from '../../ids.ts';
import { distinctBy } from '../resources/found-resources.ts';

export type Prediction = { readonly use: PredictionUse; readonly region: string };

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

import { regionOfPool } from '../contract/aws-names.ts';
import type { RunRequest } from '../contract/request.ts';
import { partitionOf } from './ids.ts';

/** The one place that reads the ids of the pools that a request names. */

export type NamedUserPool = {
  readonly id: string;
  readonly region: string;
  readonly partition: string;
};

/** The pools that a request names, with all that their ids say; `null`: it names no identity pool. */
export type Pools = {
  readonly userPool: NamedUserPool;
  readonly identityPool: { readonly id: string; readonly region: string } | null;
};

export function userPoolOf({ userPoolId }: Pick<RunRequest, 'userPoolId'>): NamedUserPool {
  const region = regionOfPool(userPoolId);
  return { id: userPoolId, region, partition: partitionOf(region) };
}

export function poolsOf(request: Pick<RunRequest, 'userPoolId' | 'identityPoolId'>): Pools {
  const { identityPoolId: id } = request;
  return {
    userPool: userPoolOf(request),
    identityPool: id === null ? null : { id, region: regionOfPool(id) },
  };
}

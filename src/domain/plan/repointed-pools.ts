import type { LinkItem } from '../../contract/link.ts';
import type { RepointedPool } from '../../contract/repointed.ts';
import type { RunRequest } from '../../contract/request.ts';

const pools = ['userPoolId', 'identityPoolId'] as const;

/** The pools that a link leaves for those of a request; none, where nothing of it is stored. */
export function repointedPools(
  request: RunRequest,
  { request: stored }: Pick<LinkItem, 'request'>,
): RepointedPool[] {
  if (stored === null) return [];
  return pools
    .filter((field) => stored[field] !== request[field])
    .map((field) => ({ field, from: stored[field], to: request[field] }));
}

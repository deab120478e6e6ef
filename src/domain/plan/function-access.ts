import type { LinkName } from '../../contract/link.ts';
import type { PublishedValues } from '../../contract/push/published.ts';
import type { RunRequest } from '../../contract/request.ts';
import type { WantedTarget } from '../targets/target-kind.ts';
import { wantedRoles } from '../targets/role/wanted-roles.ts';

/**
 * What a request lets functions do with users, by which role, whether the owner of the pool lets them or
 * not: what is agreed to today comes into force once their word is there.
 */
export function functionAccess(
  request: RunRequest,
  published: PublishedValues,
  { app, env }: LinkName,
): readonly WantedTarget[] {
  return wantedRoles({
    request,
    source: { ...published, app, env, configUri: null, accessAllowed: true },
    executionRoles: published.executionRoles,
  });
}

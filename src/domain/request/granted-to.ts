import type { ImportRequest } from '../../contract/request.ts';

/** Whom a request grants something to: read off every category, also of those whose rules are to come. */

/** Names of the groups that some grant names, sorted by their first mention. */
export function grantedGroups({ grants }: Pick<ImportRequest, 'grants'>): readonly string[] {
  const names = Object.values(grants)
    .flat()
    .flatMap((grant) => groupsIn(grant));
  return [...new Set(names)];
}

/** A REST grant holds its groups path by path. */
function groupsIn(grant: unknown): readonly string[] {
  if (typeof grant !== 'object' || grant === null) return [];
  const { groups, paths } = grant as { groups?: unknown; paths?: unknown };
  const own = typeof groups === 'object' && groups !== null ? Object.keys(groups) : [];
  return [...own, ...(Array.isArray(paths) ? paths.flatMap(groupsIn) : [])];
}

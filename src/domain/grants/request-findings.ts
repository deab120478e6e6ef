import { finding, type Finding } from '../../contract/findings.ts';
import type { Grants } from '../../contract/grants.ts';
import type { RunRequest } from '../../contract/request.ts';
import type { Slice } from '../../contract/slices.ts';
import { categoryOf, grantCategories } from './categories.ts';
import type { Judged } from './category.ts';
import { grantedCategories } from './granted-to.ts';
import type { ResourceReadings } from './resources/readings.ts';

/** What a request asks for that this version does not know how to do: said, never skipped. */
export function unsupportedFindings(request: RunRequest): Finding[] {
  return request.drift === 'review'
    ? [finding('OPTION_NOT_SUPPORTED_YET', { option: 'drift' })]
    : [];
}

/**
 * Whatever is granted is granted on the roles of an identity pool, in every category; but for an API
 * that takes the tokens of the user pool, which needs no grant.
 */
export function identityPoolFindings(
  request: RunRequest,
  resources: ResourceReadings = {},
  { clients, tokens }: Pick<Slice<'userPool'>, 'clients' | 'tokens'> = { clients: [] },
): Finding[] {
  const grants = withoutNeedless({ request, readings: resources, clients, tokens });
  const granted = grantedCategories({ grants });
  if (request.identityPoolId || granted.length === 0) return [];
  return [finding('IDENTITY_POOL_NEEDED', { granted })];
}

/** The grants that need a role. */
function withoutNeedless(judged: Omit<Judged, 'roles' | 'permissions'>): Grants {
  const { grants } = judged.request;
  const needed = grantCategories.map((category) => {
    const { needsNoRole } = categoryOf(category);
    return [category, grants[category].filter((grant) => !needsNoRole?.(grant, judged))] as const;
  });
  return { ...grants, ...Object.fromEntries(needed) };
}

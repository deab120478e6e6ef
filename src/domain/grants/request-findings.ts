import { finding, type Finding } from '../../contract/findings.ts';
import type { RunRequest } from '../../contract/request.ts';
import { grantedCategories } from './granted-to.ts';
import { withoutNeedlessGrants } from './graphql/api-findings.ts';
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
  clients: readonly string[] = [],
): Finding[] {
  const granted = grantedCategories(withoutNeedlessGrants(request, resources, clients));
  if (request.identityPoolId || granted.length === 0) return [];
  return [finding('IDENTITY_POOL_NEEDED', { granted })];
}

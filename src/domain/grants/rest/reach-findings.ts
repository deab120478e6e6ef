import { finding, type Finding } from '../../../contract/findings.ts';
import type { Judged } from '../category.ts';
import { resourceKey } from '../resources/granted-resource.ts';
import { knownResources } from '../resources/readings.ts';
import type { GrantedApi } from './granted-api.ts';
import { groupBy } from '../../group-by.ts';
import { grantOf } from '../../iam/role-grant.ts';
import { deniedByApi } from './own-policy.ts';

/** Whether a REST API answers the roles that are granted something on it. */
export function restReachFindings(granted: GrantedApi, judged: Judged): Finding[] {
  const { api, facts } = granted;
  if (facts.kind !== 'rest') return [];
  const named = { kind: 'rest', id: api.id, region: api.region ?? '' } as const;
  if (facts.isPrivate) {
    return [finding('API_NOT_REACHABLE', { api: named, why: { because: 'private' } })];
  }
  const denials = facts.policy === null ? [] : denialsByRole(granted, facts.policy, judged);
  return groupBy(denials, ({ keys }) => keyOf(keys)).map((alike) =>
    finding('API_NOT_REACHABLE', {
      api: named,
      why: {
        because: 'policy',
        roles: alike.map(({ role }) => role),
        keys: alike[0]?.keys ?? [],
      },
    }),
  );
}

/** What of the roles is denied something, and by which keys: none where it always is. */
function denialsByRole(
  { api }: GrantedApi,
  policy: string,
  { request, readings, roles, permissions }: Judged,
) {
  const reading = readings[resourceKey(api)];
  if (reading?.status !== 'found') return [];
  const place = { ...reading.value.place, id: api.id };
  return [...new Set(roles.map(({ arn }) => arn))].flatMap((role) => {
    const known = knownResources(request, role, readings);
    const holders = roles.filter(({ arn }) => arn === role);
    const granted = grantOf(role, known ? permissions(holders, known) : []);
    const sets = deniedByApi(policy, place, granted).map((keys) => keys.toSorted());
    return groupBy(sets, keyOf).map(([keys = []]) => ({ role, keys }));
  });
}

function keyOf(keys: readonly string[]): string {
  return keys.join(' ');
}

import { finding, type Finding } from '../../../contract/findings.ts';
import type { Judged } from '../category.ts';
import { resourceKey } from '../resources/granted-resource.ts';
import { knownResources } from '../resources/readings.ts';
import type { GrantedApi } from './granted-api.ts';
import { arnOf, denialsOf } from './own-policy.ts';

/** Whether a REST API answers the roles that are granted something on it. */
export function restReachFindings(granted: GrantedApi, judged: Judged): Finding[] {
  const { api, facts } = granted;
  if (facts.kind !== 'rest') return [];
  const named = { kind: 'rest', id: api.id, region: api.region ?? '' } as const;
  if (facts.isPrivate) {
    return [finding('API_NOT_REACHABLE', { api: named, why: { because: 'private' } })];
  }
  if (facts.policy === null) return [];
  const denied = deniedRoles(granted, facts.policy, judged);
  if (denied.length === 0) return [];
  const always = denied.some(({ denials }) => denials.some(({ keys }) => keys.length === 0));
  const keys = denied.flatMap(({ denials }) => denials.flatMap((denial) => denial.keys));
  return [
    finding('API_NOT_REACHABLE', {
      api: named,
      why: {
        because: 'policy',
        roles: denied.map(({ role }) => role),
        keys: always ? [] : [...new Set(keys)].toSorted(),
      },
    }),
  ];
}

function deniedRoles(
  { api }: GrantedApi,
  policy: string,
  { request, readings, roles, permissions }: Judged,
) {
  const reading = readings[resourceKey(api)];
  if (reading?.status !== 'found') return [];
  const place = { ...reading.value.place, id: api.id };
  return [...new Set(roles.map((role) => role.arn))].flatMap((role) => {
    const known = knownResources(request, role, readings);
    const holders = roles.filter((one) => one.arn === role);
    const granted = (known ? permissions(holders, known) : []).filter(
      ({ effect = 'Allow', resource }) =>
        effect === 'Allow' && resource.startsWith(`${arnOf(place)}/`),
    );
    const denials = denialsOf(policy, place, role, granted);
    return denials.length > 0 ? [{ role, denials }] : [];
  });
}

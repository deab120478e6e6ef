import { finding, type Finding } from '../../../contract/findings.ts';
import type { Place } from '../../../contract/named-resource.ts';
import type { Permission } from '../../iam/permission.ts';
import type { Judged } from '../category.ts';
import { resourceKey } from '../resources/granted-resource.ts';
import { knownResources } from '../resources/readings.ts';
import { byIam, takesTokensOf, type GrantedApi } from './granted-api.ts';
import { groupBy } from '../../group-by.ts';
import { grantOf } from '../../iam/role-grant.ts';
import { allowedByApi, deniedByApi } from './own-policy.ts';
import { callsTo, methodsOf, restApi } from './permissions.ts';
import { routesAnswering } from './routes.ts';

/** Whether a REST API answers whoever is granted something on it: by a role, or by the tokens of the app. */
export function restReachFindings(granted: GrantedApi, judged: Judged): Finding[] {
  const { api, facts } = granted;
  if (facts.kind !== 'rest') return [];
  const named = { kind: 'rest', id: api.id, region: api.region ?? '' } as const;
  if (facts.isPrivate) {
    return [finding('API_NOT_REACHABLE', { api: named, why: { because: 'private' } })];
  }
  const reading = judged.readings[resourceKey(api)];
  if (facts.policy === null || reading?.status !== 'found') return [];
  const place = { ...reading.value.place, id: api.id };
  const methods = grantedMethods(granted, judged, place);
  const denials = denialsByRole(facts.policy, place, methods, judged);
  return [
    ...groupBy(denials, ({ keys }) => keyOf(keys)).map((alike) => ({
      because: 'policy' as const,
      roles: alike.map(({ role }) => role),
      keys: alike[0]?.keys ?? [],
    })),
    ...closedToTokens(facts.policy, place, methods),
  ].map((why) => finding('API_NOT_REACHABLE', { api: named, why }));
}

/** Where the API is, and its id there. */
type ApiPlace = Place & { readonly id: string };

/** One granted method of a path. */
type GrantedMethod = {
  readonly calls: readonly Permission[];
  /** Nothing that answers it asks IAM, so that the role of a caller is no matter. */
  readonly withoutIam: boolean;
  /** Signed-in users are granted it, and it takes the tokens of the app. */
  readonly byTokens: boolean;
};

function grantedMethods(
  granted: GrantedApi,
  { request }: Judged,
  place: ApiPlace,
): readonly GrantedMethod[] {
  const { api, facts, userPool } = granted;
  const its = request.grants.rest.filter(
    (grant) => resourceKey(restApi(grant, userPool.region)) === resourceKey(api),
  );
  return its.flatMap(({ stage, paths }) =>
    paths.flatMap(({ path, authenticated, groups, guest }) => {
      const toUsers = [authenticated, ...Object.values(groups)].flat();
      return methodsOf([...toUsers, ...guest]).map((method) => {
        const routes = routesAnswering(path, method, facts).map(({ route }) => route);
        return {
          calls: callsTo(path, method, { ...place, stage }),
          withoutIam: routes.length > 0 && !routes.some(byIam),
          byTokens:
            methodsOf(toUsers).includes(method) &&
            routes.some((route) => takesTokensOf(granted, route)),
        };
      });
    }),
  );
}

/**
 * What keeps out whoever calls by a token, who has no role. Of a policy that does not allow such a call
 * one part of a page says that it is refused, and another that it is not (API Gateway guide, "How API
 * Gateway resource policies affect authorization workflow": the flow for Amazon Cognito, and table A).
 */
function closedToTokens(policy: string, place: ApiPlace, methods: readonly GrantedMethod[]) {
  const calls = methods.flatMap((one) => (one.byTokens ? one.calls : []));
  const called = grantOf(null, calls);
  const sets = deniedByApi(policy, place, called).map((keys) => keys.toSorted());
  const denials = groupBy(sets, keyOf).map(([keys = []]) => ({
    because: 'policy on tokens' as const,
    keys,
  }));
  if (denials.length > 0 || allowedByApi(policy, place, called)) return denials;
  return [{ because: 'no word on tokens' as const }];
}

/** What of the roles is denied something, and by which keys: none where it always is. */
function denialsByRole(
  policy: string,
  place: ApiPlace,
  methods: readonly GrantedMethod[],
  { request, readings, roles, permissions }: Judged,
) {
  const idle = new Set(
    methods.flatMap(({ calls, withoutIam }) =>
      withoutIam ? calls.map(({ resource }) => resource) : [],
    ),
  );
  return [...new Set(roles.map(({ arn }) => arn))].flatMap((role) => {
    const known = knownResources(request, role, readings);
    const holders = roles.filter(({ arn }) => arn === role);
    const granted = grantOf(
      role,
      (known ? permissions(holders, known) : []).filter(({ resource }) => !idle.has(resource)),
    );
    const sets = deniedByApi(policy, place, granted).map((keys) => keys.toSorted());
    return groupBy(sets, keyOf).map(([keys = []]) => ({ role, keys }));
  });
}

function keyOf(keys: readonly string[]): string {
  return keys.join(' ');
}

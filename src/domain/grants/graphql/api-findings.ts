import { finding, type Finding } from '../../../contract/findings.ts';
import type { GraphqlGrant } from '../../../contract/grants/graphql.ts';
import type { RunRequest } from '../../../contract/request.ts';
import type { Judged } from '../category.ts';
import { grantsAnything } from '../grant-place.ts';
import { factsOf } from '../resources/readings.ts';
import { tokensOfApp } from '../resources/trusted-pools.ts';
import {
  graphqlFact,
  grantedApis,
  keyOf,
  takesIam,
  defaultTokensSuffice,
  type GrantedGraphqlApi,
} from './granted-api.ts';
import { graphqlTokenFindings } from './token-findings.ts';

/** Whether the GraphQL APIs that a request grants let users in by the role, or by the pool's tokens. */
export function graphqlApiFindings(judged: Judged): Finding[] {
  const { request } = judged;
  return grantedApis(judged).flatMap((granted) => [
    ...graphqlTokenFindings(granted),
    ...withoutIam(granted),
    ...needsNoGrant(granted, request),
    ...markedFields(granted),
    ...notReachable(granted),
  ]);
}

/** Whether signed-in users get in by the tokens of their pool, and nobody else is granted anything. */
export function opensByTokensAlone(
  grant: GraphqlGrant,
  { request, readings, ...tokens }: Omit<Judged, 'roles' | 'permissions'>,
): boolean {
  const facts = factsOf(readings[keyOf(grant, request)], 'appsync');
  const app = tokensOfApp(request, tokens);
  return facts !== null && defaultTokensSuffice(facts, app) && !grantsAnything(grant.guest);
}

/** Who needs IAM to get in: users whose tokens do not suffice for certain, and guests. */
function needingIam({ byTokens, toUsers, toGuests }: GrantedGraphqlApi) {
  return [
    ...(toUsers && !byTokens ? [{ kind: 'authenticated' as const }] : []),
    ...(toGuests ? [{ kind: 'guest' as const }] : []),
  ];
}

function withoutIam(granted: GrantedGraphqlApi): Finding[] {
  const { api, facts } = granted;
  const shutOut = needingIam(granted);
  if (takesIam(facts) || shutOut.length === 0) return [];
  return [
    finding('API_WITHOUT_IAM', {
      api: api.id,
      region: api.region ?? '',
      modes: facts.authenticationTypes,
      shutOut,
    }),
  ];
}

function needsNoGrant(granted: GrantedGraphqlApi, request: RunRequest): Finding[] {
  const { facts, byTokens, toUsers } = granted;
  if (!toUsers || !byTokens) return [];
  return [
    finding('API_NEEDS_NO_GRANT', {
      api: graphqlFact(granted),
      methods: [],
      userPool: request.userPoolId,
      authorization: facts.authenticationTypes,
      idle: !takesIam(facts) && request.identityPoolId !== null,
    }),
  ];
}

/** Only the default way in opens what the schema does not mark (AppSync guide, "Using additional authorization modes"). */
function markedFields(granted: GrantedGraphqlApi): Finding[] {
  const { api, facts } = granted;
  const [byDefault = ''] = facts.authenticationTypes;
  if (!takesIam(facts) || byDefault === 'AWS_IAM' || needingIam(granted).length === 0) return [];
  return [finding('IAM_ON_MARKED_FIELDS', { api: api.id, region: api.region ?? '', byDefault })];
}

function notReachable(granted: GrantedGraphqlApi): Finding[] {
  const { facts, toUsers, toGuests } = granted;
  if (!facts.isPrivate || !(toUsers || toGuests)) return [];
  return [finding('API_NOT_REACHABLE', { api: graphqlFact(granted), why: { because: 'private' } })];
}

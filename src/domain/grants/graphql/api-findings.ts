import { finding, type Finding } from '../../../contract/findings.ts';
import type { GraphqlGrant } from '../../../contract/grants/graphql.ts';
import type { RunRequest } from '../../../contract/request.ts';
import type { Judged } from '../category.ts';
import { grantsAnything } from '../grant-place.ts';
import { graphqlApi } from './permissions.ts';
import type { NamedResource } from '../../../contract/named-resource.ts';
import { resourceKey } from '../resources/granted-resource.ts';
import { factsOf, type GraphqlApiFacts, type ResourceReadings } from '../resources/readings.ts';
import {
  clientsLeftOut,
  trustIn,
  type PoolTrust,
  type TokensOfApp,
} from '../resources/trusted-pools.ts';
import { userPoolOf } from '../../named-pools.ts';

/** One GraphQL API, what it is like, and who is granted something on it. */
type GrantedApi = {
  readonly api: NamedResource;
  readonly facts: GraphqlApiFacts;
  readonly trust: PoolTrust;
  /** Signed-in users get in by the tokens of their pool, as far as no mark in the schema says otherwise. */
  readonly byTokens: boolean;
  readonly toUsers: boolean;
  readonly toGuests: boolean;
};

/** Whether the GraphQL APIs that a request grants let users in by the role, or by the pool's tokens. */
export function graphqlApiFindings({ request, readings, clients }: Judged): Finding[] {
  return grantedApis(request, readings, clients).flatMap((granted) => [
    ...otherPool(granted, request),
    ...otherClients(granted, request, clients),
    ...withoutIam(granted),
    ...needsNoGrant(granted, request),
    ...markedFields(granted),
    ...notReachable(granted),
  ]);
}

/** Whether signed-in users get in by the tokens of their pool, and nobody else is granted anything. */
export function opensByTokensAlone(
  grant: GraphqlGrant,
  { request, readings, clients }: Pick<Judged, 'request' | 'readings' | 'clients'>,
): boolean {
  const facts = factsOf(readings[keyOf(grant, request)], 'appsync');
  const app = { userPool: userPoolOf(request), clients };
  return facts !== null && tokensSuffice(facts, app) && !grantsAnything(grant.guest);
}

/**
 * Whether users get at what the schema does not mark by their tokens, which takes an API whose default
 * they are (AppSync guide, "Using additional authorization modes"); where no role gets in anyway, at
 * something.
 */
function tokensSuffice(facts: GraphqlApiFacts, app: TokensOfApp): boolean {
  const [byDefault] = facts.authenticationTypes;
  const ways = facts.trustedPools.filter(({ by }) => by === byDefault || !takesIam(facts));
  return trustIn({ trustedPools: ways }, app) === 'whole';
}

function grantedApis(
  request: RunRequest,
  readings: ResourceReadings,
  clients: readonly string[],
): readonly GrantedApi[] {
  const { graphql } = request.grants;
  const app = { userPool: userPoolOf(request), clients };
  const keys = [...new Set(graphql.map((grant) => keyOf(grant, request)))];
  return keys.flatMap((key) => {
    const grants = graphql.filter((grant) => keyOf(grant, request) === key);
    const [first] = grants;
    const facts = factsOf(readings[key], 'appsync');
    if (!first || !facts) return [];
    return [
      {
        api: graphqlApi(first, app.userPool.region),
        facts,
        trust: trustIn(facts, app),
        byTokens: tokensSuffice(facts, app),
        toUsers: grants.some(({ authenticated, groups }) =>
          [authenticated, ...Object.values(groups)].some(grantsAnything),
        ),
        toGuests: grants.some(({ guest }) => grantsAnything(guest)),
      },
    ];
  });
}

function keyOf(grant: GraphqlGrant, request: RunRequest): string {
  return resourceKey(graphqlApi(grant, userPoolOf(request).region));
}

function takesIam({ authenticationTypes }: GraphqlApiFacts): boolean {
  return authenticationTypes.includes('AWS_IAM');
}

/** Its ids alone do not show it: the API stays with the pool that it was made with. */
function otherPool(granted: GrantedApi, request: RunRequest): Finding[] {
  const { facts, trust, toUsers } = granted;
  const pools = facts.trustedPools.map(({ userPoolId }) => userPoolId);
  if (!toUsers || pools.length === 0 || trust !== 'none') return [];
  return [
    finding('API_TRUSTS_OTHER_POOL', {
      api: apiFact(granted),
      methods: [],
      pools,
      userPool: request.userPoolId,
      otherAccess: takesIam(facts),
    }),
  ];
}

/** It looks like the right pool, and yet the tokens of this app are turned away. */
function otherClients(
  granted: GrantedApi,
  { userPoolId }: RunRequest,
  clients: readonly string[],
): Finding[] {
  const { facts, trust, toUsers } = granted;
  if (!toUsers || trust !== 'other-clients') return [];
  const trusted = facts.trustedPools.filter((one) => one.userPoolId === userPoolId);
  const leftOut = clients.filter((client) =>
    trusted.every((one) => clientsLeftOut(one, { clients }).includes(client)),
  );
  return [
    finding('API_TRUSTS_OTHER_CLIENTS', {
      api: apiFact(granted),
      methods: [],
      userPool: userPoolId,
      taken: trusted.flatMap((one) => one.clients ?? []),
      turnedAway: leftOut.length > 0 ? leftOut : clients,
      clients,
      otherAccess: takesIam(facts),
    }),
  ];
}

/** Who needs IAM to get in: users whose tokens do not suffice for certain, and guests. */
function needingIam({ byTokens, toUsers, toGuests }: GrantedApi) {
  return [
    ...(toUsers && !byTokens ? [{ kind: 'authenticated' as const }] : []),
    ...(toGuests ? [{ kind: 'guest' as const }] : []),
  ];
}

function withoutIam(granted: GrantedApi): Finding[] {
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

function needsNoGrant(granted: GrantedApi, request: RunRequest): Finding[] {
  const { facts, byTokens, toUsers } = granted;
  if (!toUsers || !byTokens) return [];
  return [
    finding('API_NEEDS_NO_GRANT', {
      api: apiFact(granted),
      methods: [],
      userPool: request.userPoolId,
      authorization: facts.authenticationTypes,
      idle: !takesIam(facts) && request.identityPoolId !== null,
    }),
  ];
}

/** Only the default way in opens what the schema does not mark (AppSync guide, "Using additional authorization modes"). */
function markedFields(granted: GrantedApi): Finding[] {
  const { api, facts } = granted;
  const [byDefault = ''] = facts.authenticationTypes;
  if (!takesIam(facts) || byDefault === 'AWS_IAM' || needingIam(granted).length === 0) return [];
  return [finding('IAM_ON_MARKED_FIELDS', { api: api.id, region: api.region ?? '', byDefault })];
}

function notReachable(granted: GrantedApi): Finding[] {
  const { facts, toUsers, toGuests } = granted;
  if (!facts.isPrivate || !(toUsers || toGuests)) return [];
  return [finding('API_NOT_REACHABLE', { api: apiFact(granted), why: { because: 'private' } })];
}

/** The API as findings tell it. */
function apiFact({ api }: GrantedApi) {
  return { kind: 'graphql', id: api.id, region: api.region ?? '' } as const;
}

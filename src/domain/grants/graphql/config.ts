import { userPoolOf } from '../../named-pools.ts';
import { compareText } from '../../canonical.ts';
import { graphqlApi } from './permissions.ts';
import type { GraphqlApiFacts } from '../resources/readings.ts';
import { tokensOfApp, trustIn } from '../resources/trusted-pools.ts';
import type { ConfigSource } from '../resources/config-source.ts';
import { distinctNames } from '../resources/distinct-names.ts';
import { distinctBy, foundResources } from '../resources/found-resources.ts';

/** Ways into a GraphQL API for which an app needs no key. */
type GraphqlAuthentication =
  'AWS_IAM' | 'AMAZON_COGNITO_USER_POOLS' | 'OPENID_CONNECT' | 'AWS_LAMBDA';

/** How an app calls an AppSync API. No API key is ever read. */
export type GraphqlApi = {
  readonly name: string;
  readonly region: string;
  readonly endpoint: string;
  /**
   * Those that this config can serve, and the default of libraries first: `AWS_IAM`,
   * `AMAZON_COGNITO_USER_POOLS`, `OPENID_CONNECT`, `AWS_LAMBDA`.
   */
  readonly authenticationTypes: readonly [GraphqlAuthentication, ...GraphqlAuthentication[]];
};

/** A granted GraphQL API, and the ways into it that a config can serve. */
export type ServedApi = {
  readonly id: string;
  readonly region: string;
  readonly facts: GraphqlApiFacts;
  /** The default of libraries first; empty: none. */
  readonly served: readonly GraphqlAuthentication[];
};

/** GraphQL APIs by name, the first of the request first; one that no config can serve is left out. */
export function graphqlApisOf(source: ConfigSource): readonly GraphqlApi[] {
  const apis = servedApis(source).flatMap(({ served: [first, ...more], ...api }) =>
    first ? [{ ...api, authenticationTypes: [first, ...more] as const }] : [],
  );
  const names = distinctNames(apis.map(({ id, facts }) => [facts.name, `${facts.name}-${id}`]));
  return apis.map(({ region, facts, authenticationTypes: [first, ...more] }, index) => ({
    name: names[index] ?? facts.name,
    region,
    endpoint: facts.endpoint,
    authenticationTypes: [first, ...more],
  }));
}

export function servedApis(source: ConfigSource): readonly ServedApi[] {
  const { request, resources } = source;
  const { region } = userPoolOf(request);
  const named = (grant: (typeof request.grants.graphql)[number]) => graphqlApi(grant, region);
  const found = foundResources(request.grants.graphql, named, resources, 'appsync');
  return distinctBy(found, ({ id, place }) => `${place.region} ${id}`).map((api) => ({
    id: api.id,
    region: api.place.region,
    facts: api.facts,
    served: servedTypes(api.facts, source),
  }));
}

/** In the order in which they take the place of a default that no config can serve. */
const preference: readonly GraphqlAuthentication[] = [
  'AWS_IAM',
  'AMAZON_COGNITO_USER_POOLS',
  'OPENID_CONNECT',
  'AWS_LAMBDA',
];

/**
 * The ways into an API that an app with this config has: no API key is ever read, IAM needs an identity
 * pool, and tokens have to be those of the user pool. The API's own default stays first if it is one.
 */
function servedTypes(
  { authenticationTypes, ...facts }: GraphqlApiFacts,
  { request, userPool, identityPool }: ConfigSource,
): readonly GraphqlAuthentication[] {
  const trust = trustIn(facts, tokensOfApp(request, userPool));
  const impossible = new Set([
    ...(identityPool?.settings ? [] : ['AWS_IAM']),
    ...(trust === 'whole' || trust === 'uncertain' ? [] : ['AMAZON_COGNITO_USER_POOLS']),
  ]);
  const possible = preference.filter(
    (type) => authenticationTypes.includes(type) && !impossible.has(type),
  );
  const first = possible.find((type) => type === authenticationTypes[0]) ?? possible[0];
  // The order of further ways in means nothing to AppSync.
  const more = possible.filter((type) => type !== first).toSorted(compareText);
  return first ? [first, ...more] : [];
}

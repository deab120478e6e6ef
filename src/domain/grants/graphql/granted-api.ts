import type { GraphqlGrant } from '../../../contract/grants/graphql.ts';
import type { NamedResource } from '../../../contract/named-resource.ts';
import type { RunRequest } from '../../../contract/request.ts';
import { userPoolOf } from '../../named-pools.ts';
import type { Judged } from '../category.ts';
import { grantsAnything } from '../grant-place.ts';
import { resourceKey } from '../resources/granted-resource.ts';
import { factsOf, type GraphqlApiFacts } from '../resources/readings.ts';
import {
  tokensOfApp,
  trustIn,
  type PoolTrust,
  type TokensOfApp,
} from '../resources/trusted-pools.ts';
import { graphqlApi } from './permissions.ts';

/** One GraphQL API, what it is like, and who is granted something on it. */
export type GrantedGraphqlApi = {
  readonly app: TokensOfApp;
  readonly api: NamedResource;
  readonly facts: GraphqlApiFacts;
  readonly trust: PoolTrust;
  /** Signed-in users get in by the tokens of their pool, as far as no mark in the schema says otherwise. */
  readonly byTokens: boolean;
  readonly toUsers: boolean;
  readonly toGuests: boolean;
};

/** The GraphQL APIs that a request grants something on and that were found, each once. */
export function grantedApis({
  request,
  readings,
  ...tokens
}: Omit<Judged, 'roles' | 'permissions'>): readonly GrantedGraphqlApi[] {
  const { graphql } = request.grants;
  const app = tokensOfApp(request, tokens);
  const keys = [...new Set(graphql.map((grant) => keyOf(grant, request)))];
  return keys.flatMap((key) => {
    const grants = graphql.filter((grant) => keyOf(grant, request) === key);
    const [first] = grants;
    const facts = factsOf(readings[key], 'appsync');
    if (!first || !facts) return [];
    return [
      {
        app,
        api: graphqlApi(first, app.userPool.region),
        facts,
        trust: trustIn(facts, app),
        byTokens: defaultTokensSuffice(facts, app),
        toUsers: grants.some(({ authenticated, groups }) =>
          [authenticated, ...Object.values(groups)].some(grantsAnything),
        ),
        toGuests: grants.some(({ guest }) => grantsAnything(guest)),
      },
    ];
  });
}

/**
 * Whether users get at what the schema does not mark by their tokens, which takes an API whose default
 * they are (AppSync guide, "Using additional authorization modes"); where no role gets in anyway, at
 * something.
 */
export function defaultTokensSuffice(facts: GraphqlApiFacts, app: TokensOfApp): boolean {
  const [byDefault] = facts.authenticationTypes;
  const ways = facts.trustedPools.filter(({ by }) => by === byDefault || !takesIam(facts));
  return trustIn({ trustedPools: ways }, app) === 'whole';
}

/** The key of what was read of the API that a grant names. */
export function keyOf(grant: GraphqlGrant, request: RunRequest): string {
  return resourceKey(graphqlApi(grant, userPoolOf(request).region));
}

/** Whether roles get in. */
export function takesIam({ authenticationTypes }: GraphqlApiFacts): boolean {
  return authenticationTypes.includes('AWS_IAM');
}

/** The API as findings tell it. */
export function graphqlFact({ api }: GrantedGraphqlApi) {
  return { kind: 'graphql', id: api.id, region: api.region ?? '' } as const;
}

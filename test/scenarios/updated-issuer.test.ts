import { describe, expect, it } from '@jest/globals';

import type { UserPoolReadings } from '../../src/domain/readings.ts';
import type {
  ApiRoute,
  ResourceReadings,
  TrustedPool,
} from '../../src/domain/grants/resources/readings.ts';
import { issuerOf, type AskedIssuer, type IssuerType } from '../../src/domain/token-issuer.ts';
import {
  eventApiId,
  graphqlApiId,
  restApiId,
  someGrants,
  type WrittenGrants,
} from '../support/builders/grants.ts';
import { userPoolId, webClientId } from '../support/builders/ids.ts';
import { denied, found } from '../support/builders/readings.ts';
import { aRequest } from '../support/builders/request.ts';
import {
  apiReading,
  aRoute,
  aTrustedPool,
  eventApiReading,
  graphqlApiReading,
} from '../support/builders/resources.ts';
import { aUserPool, userPoolReadings } from '../support/builders/user-pool.ts';
import { planImport } from '../support/import-plan.ts';

const [original, updated] = [issuerOf(userPoolId, 'original'), issuerOf(userPoolId, 'updated')];
const pools: Readonly<Record<IssuerType | 'unread', UserPoolReadings['pool']>> = {
  original: found(aUserPool()),
  updated: found(aUserPool({ updatedIssuer: true })),
  unread: denied('cognito-idp:DescribeUserPool'),
};

/** What a plan of a user pool says of the tokens that a granted API takes. */
function told(
  pool: keyof typeof pools,
  grants: WrittenGrants,
  resources: ResourceReadings,
): readonly [string, string][] {
  const plan = planImport(aRequest({ identityPoolId: null, grants: someGrants(grants) }), {
    userPool: userPoolReadings({ pool: pools[pool] }),
    identityPool: null,
    resources,
  });
  return plan.findings
    .filter(({ code }) => /^API_(?:TRUSTS|NEEDS)|^METHOD_|^EVENTS_/.test(code))
    .map(({ code, command = '' }) => [code, command]);
}
const codesTold = (...args: Parameters<typeof told>) => told(...args).map(([code]) => code);

const route = (kind: 'rest' | 'http', issuer: AskedIssuer, of = userPoolId): ApiRoute =>
  aRoute({
    method: 'GET',
    path: '/items',
    authorization: kind === 'http' ? 'JWT' : 'COGNITO_USER_POOLS',
    authorizer: {
      id: 'auth01',
      userPoolIds: [of],
      issuer,
      clients: kind === 'http' ? ['elsewhere'] : null,
    },
  });
const restGrants: WrittenGrants = {
  rest: [{ api: restApiId, stage: 'prod', paths: [{ path: '/items', authenticated: ['read'] }] }],
};

describe('A JWT authorizer of an HTTP API', () => {
  const api = (issuer: AskedIssuer, of?: string, ...clients: readonly string[]) => {
    const { authorizer, ...rest } = route('http', issuer, of);
    const taking = clients.length > 0 && authorizer ? { ...authorizer, clients } : authorizer;
    return apiReading({ kind: 'http', routes: [{ ...rest, authorizer: taking }] });
  };

  it.each(['original', 'updated'] as const)('takes tokens that name its own issuer: %s', (type) => {
    expect(codesTold(type, restGrants, api(type, userPoolId, webClientId))).toEqual([
      'API_NEEDS_NO_GRANT',
    ]);
  });

  it.each([
    ['original', 'updated', original],
    ['updated', 'original', updated],
  ] as const)('of a pool with the %s issuer is told to ask for it', (pool, asked, named) => {
    const [first] = told(pool, restGrants, api(asked));

    expect(first).toEqual([
      'API_TRUSTS_OTHER_ISSUER',
      `aws apigatewayv2 update-authorizer --region eu-west-1 --api-id ${restApiId} --authorizer-id auth01 --jwt-configuration '{"Issuer":"${named}","Audience":["elsewhere","${webClientId}"]}'`,
    ]);
  });

  it.each([
    ['original', 'original/', original],
    ['updated', 'original/', updated],
    ['unread', 'original/', original],
    ['unread', 'updated/', updated],
  ] as const)('takes no token where its issuer ends with a slash: %s, %s', (pool, asked, named) => {
    const [first] = told(pool, restGrants, api(asked, userPoolId, webClientId));

    expect(first).toEqual([
      'API_TRUSTS_OTHER_ISSUER',
      expect.stringContaining(`--jwt-configuration '{"Issuer":"${named}","Audience":["`),
    ]);
  });

  it('of another pool, or of other app clients, gets the issuer that the tokens name', () => {
    const [ofPool] = told('updated', restGrants, api('original', 'eu-west-1_ZzZzZzZzZ'));
    const [ofClients] = told('updated', restGrants, api('updated'));

    expect(ofPool).toEqual(['API_TRUSTS_OTHER_POOL', expect.stringContaining(updated)]);
    expect(ofClients).toEqual(['API_TRUSTS_OTHER_CLIENTS', expect.stringContaining(updated)]);
  });

  it('is not held against a pool that nobody could read', () => {
    expect(codesTold('unread', restGrants, api('updated', userPoolId, webClientId))).toEqual([
      'API_NEEDS_NO_GRANT',
    ]);
  });
});

describe('A Cognito authorizer of a REST API', () => {
  const api = (of?: string) => apiReading({ routes: [route('rest', 'original', of)] });

  it('takes no tokens of a pool with the updated issuer, which no command mends', () => {
    expect(codesTold('original', restGrants, api())).toEqual(['API_NEEDS_NO_GRANT']);
    expect(told('updated', restGrants, api())[0]).toEqual(['API_TRUSTS_OTHER_ISSUER', '']);
  });

  it('of another pool is not told to take those of such a pool as well', () => {
    const other = api('eu-west-1_ZzZzZzZzZ');

    expect(told('updated', restGrants, other)[0]).toEqual(['API_TRUSTS_OTHER_POOL', '']);
    expect(told('original', restGrants, other)[0]?.[1]).toContain('update-authorizer');
  });
});

describe('OpenID Connect of an API of AppSync', () => {
  const oidc = 'OPENID_CONNECT';
  const ofPool = (issuer: IssuerType): TrustedPool => aTrustedPool({ by: oidc, issuer });
  const graphql: WrittenGrants = { graphql: [{ api: graphqlApiId, authenticated: true }] };
  const graphqlApi = (...trustedPools: readonly TrustedPool[]) =>
    graphqlApiReading({ authenticationTypes: trustedPools.map(({ by }) => by), trustedPools });
  const events: WrittenGrants = {
    events: [{ api: eventApiId, channels: [{ path: '/chat/*', authenticated: ['connect'] }] }],
  };
  const eventApi = (issuer: IssuerType, ...more: readonly string[]) => {
    const modes = [oidc, ...more];
    return eventApiReading({
      providers: modes,
      connect: modes,
      publish: modes,
      subscribe: modes,
      trustedPools: [ofPool(issuer)],
    });
  };

  it.each(['original', 'updated'] as const)('takes tokens that name its own issuer: %s', (type) => {
    expect(codesTold(type, graphql, graphqlApi(ofPool(type)))).toEqual(['API_NEEDS_NO_GRANT']);
    expect(codesTold(type, events, eventApi(type))).toEqual(['API_NEEDS_NO_GRANT']);
  });

  it('turns away those that name the other, as its owner is told with what to change', () => {
    expect(told('updated', graphql, graphqlApi(ofPool('original')))).toEqual([
      [
        'API_TRUSTS_OTHER_ISSUER',
        expect.stringContaining(`--arg pool ${userPoolId} --arg issuer ${updated} 'del(.arn`),
      ],
    ]);
    expect(told('updated', events, eventApi('original'))).toEqual([
      [
        'API_TRUSTS_OTHER_ISSUER',
        expect.stringContaining(`--arg pool ${userPoolId} --arg issuer ${updated} 'del(.apiArn`),
      ],
      ['EVENTS_WITHOUT_IAM', expect.any(String)],
    ]);
    expect(codesTold('updated', events, eventApi('original', 'AWS_IAM'))).toEqual([
      'API_TRUSTS_OTHER_ISSUER',
    ]);
  });

  it('is no matter where the API takes the tokens as those of a user pool, which asks for neither', () => {
    expect(codesTold('updated', graphql, graphqlApi(aTrustedPool(), ofPool('original')))).toEqual([
      'API_NEEDS_NO_GRANT',
    ]);
  });
});

import * as z from 'zod';
import { regionOfPool } from '../aws-names.ts';
import {
  addProvider,
  apiMethods,
  grantedSubject,
  jwtConfiguration,
  graphqlShape,
  httpShape,
  methodsListed,
  notSentBack,
  restShape,
  withoutPoolAuthorizer,
} from './api-fact.ts';
import { catalogue, entry, names, sendBack } from './entry.ts';

/** Of an HTTP API: the issuer of the user pool's tokens, as an authorizer names it. */
const issuer = z.string();

/** Findings about granted APIs that take tokens: of other user pools, or of other app clients. */
export const apiTokenCatalogue = catalogue(() => ({
  API_TRUSTS_OTHER_POOL: entry({
    severity: {
      usually: 'error',
      of: ({ otherAccess }) => (otherAccess ? 'warning' : 'error'),
    },
    meaning: 'A granted API takes the tokens of other user pools than the one that is imported.',
    facts: () => ({
      api: z.discriminatedUnion('kind', [
        z.strictObject(graphqlShape),
        z.strictObject({
          ...restShape,
          authorizer: z.string(),
          /** The tokens of the user pool name its updated issuer. */
          updatedIssuer: z.literal(true).optional(),
        }),
        /** `route`: the id of the only one; `null`: there are several. */
        z.strictObject({ ...httpShape, issuer, clients: names, route: z.string().nullable() }),
      ]),
      methods: apiMethods(),
      pools: names,
      userPool: z.string(),
      /** Signed-in users get in nevertheless: by IAM, or on other methods of the path by their tokens. */
      otherAccess: z.boolean(),
    }),
    agreed: ['pools', 'methods'],
    subject: ({ api }) => grantedSubject(api),
    message({ api, methods: those, pools, userPool, otherAccess }) {
      const whose = `the tokens of ${pools.join(' and ') || 'no user pool'}, not those of ${userPool}`;
      return api.kind === 'graphql'
        ? `The GraphQL API ${api.id} takes ${whose}.${otherAccess ? ' Users of this app get in by IAM only.' : ''}`
        : `In the API ${api.id} these take ${whose}: ${methodsListed(those)}.`;
    },
    found: ({ pools }) => pools.join(', ') || 'no user pool',
    needed: ({ userPool }) => userPool,
    resolution:
      'Let the API take the tokens of this user pool as well; the command keeps its other settings.',
    advice({ api }) {
      switch (api.kind) {
        case 'graphql':
          return undefined;
        case 'rest':
          return api.updatedIssuer
            ? withoutPoolAuthorizer
            : 'Let the authorizer take the tokens of this user pool as well and deploy the stage, or let the methods be authorized by IAM.';
        case 'http':
          return api.route === null
            ? 'An authorizer takes the tokens of one issuer: make one for this user pool and let the routes be authorized by it, or let them be authorized by IAM.'
            : 'An authorizer takes the tokens of one issuer: by the command the route takes those of this user pool in place of the others. Or let it be authorized by IAM.';
      }
    },
    command: [
      addProvider(
        '--arg pool <userPoolId> --arg region <poolRegion> ',
        '{authenticationType: "AMAZON_COGNITO_USER_POOLS", userPoolConfig: {userPoolId: $pool, awsRegion: $region}}',
      ),
      'aws apigateway update-authorizer --region <region> --rest-api-id <restApi> --authorizer-id <authorizer> --patch-operations op=add,path=/providerARNs,value="$(aws cognito-idp describe-user-pool --region <poolRegion> --user-pool-id <userPoolId> --query UserPool.Arn --output text)"',
      `aws apigatewayv2 update-route --region <region> --api-id <httpApi> --route-id <route> --authorization-type JWT --authorizer-id "$(aws apigatewayv2 create-authorizer --region <region> --api-id <httpApi> --name <userPoolId> --authorizer-type JWT --identity-source '$request.header.Authorization' --jwt-configuration <jwtConfiguration> --query AuthorizerId --output text)"`,
    ],
    look: 'aws apigatewayv2 get-routes --region <region> --api-id <httpApi>',
    values({ api, userPool }) {
      const pool = { userPoolId: userPool, poolRegion: regionOfPool(userPool) };
      switch (api.kind) {
        case 'graphql':
          return { region: api.region, api: api.id, ...pool };
        case 'rest':
          return api.updatedIssuer
            ? undefined
            : { region: api.region, restApi: api.id, authorizer: api.authorizer, ...pool };
        case 'http':
          return {
            region: api.region,
            httpApi: api.id,
            ...(api.route !== null && {
              route: api.route,
              userPoolId: userPool,
              jwtConfiguration: jwtConfiguration(api.issuer, api.clients),
            }),
          };
      }
    },
  }),
  API_TRUSTS_OTHER_CLIENTS: entry({
    severity: {
      usually: 'error',
      of: ({ otherAccess }) => (otherAccess ? 'warning' : 'error'),
    },
    meaning:
      'A granted API takes the tokens of the user pool, but not those of the app clients that are published.',
    facts: () => ({
      api: z.discriminatedUnion('kind', [
        z.strictObject(graphqlShape),
        z.strictObject({ ...httpShape, authorizer: z.string(), issuer }),
      ]),
      methods: apiMethods(),
      userPool: z.string(),
      /** App clients whose tokens are taken; of a GraphQL API regular expressions of their ids. */
      taken: names,
      /** App clients of the app: those that are turned away, and all of them. */
      turnedAway: names,
      clients: names,
      /** Signed-in users get in nevertheless: by IAM, or on other methods of the path by their tokens. */
      otherAccess: z.boolean(),
    }),
    agreed: ['taken', 'turnedAway', 'methods'],
    subject: ({ api }) => grantedSubject(api),
    message({ api, methods: those, userPool, taken, turnedAway, otherAccess }) {
      const away = turnedAway.join(' and ');
      return api.kind === 'graphql'
        ? `The GraphQL API ${api.id} takes the tokens of ${userPool} only for app clients like ${taken.join(' or ')}, and not for ${away}.${otherAccess ? ' Users of this app get in by IAM only.' : ''}`
        : `In the API ${api.id} these take of the tokens of ${userPool} only those of ${taken.join(' and ') || 'no app client'}, and not those of ${away}: ${methodsListed(those)}.`;
    },
    found: ({ taken }) => taken.join(', ') || 'no audience',
    needed: ({ clients }) => clients.join(', '),
    resolution:
      'Let the API take the tokens of these app clients as well; the command keeps its other settings.',
    command: [
      sendBack(
        'aws appsync update-graphql-api --region <region>',
        'aws appsync get-graphql-api --region <region> --api-id <api> --query graphqlApi',
        `--arg pool <userPoolId> --arg clients <expression> '${notSentBack} | (.userPoolConfig, .additionalAuthenticationProviders[]?.userPoolConfig | select(.userPoolId? == $pool)).appIdClientRegex = $clients | (.openIDConnectConfig, .additionalAuthenticationProviders[]?.openIDConnectConfig | select(.issuer? // "" | rtrimstr("/") | endswith("/" + $pool))).clientId = $clients'`,
      ),
      'aws apigatewayv2 update-authorizer --region <region> --api-id <httpApi> --authorizer-id <authorizer> --jwt-configuration <jwtConfiguration>',
    ],
    values: ({ api, userPool, taken, turnedAway, clients }) =>
      api.kind === 'graphql'
        ? {
            region: api.region,
            api: api.id,
            userPoolId: userPool,
            expression: [...taken.map((one) => `(${one})`), ...clients].join('|'),
          }
        : {
            region: api.region,
            httpApi: api.id,
            authorizer: api.authorizer,
            jwtConfiguration: jwtConfiguration(api.issuer, [...taken, ...turnedAway]),
          },
  }),
}));

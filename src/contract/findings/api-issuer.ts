import * as z from 'zod';
import {
  apiMethods,
  eventApiShape,
  grantedSubject,
  graphqlShape,
  httpShape,
  jwtConfiguration,
  methodsListed,
  notSentBack,
  restShape,
  withoutPoolAuthorizer,
} from './api-fact.ts';
import { catalogue, entry, names, sendBack } from './entry.ts';

const authorizer = z.string();

/** Findings about granted APIs that take tokens, and ask for the other of the two issuers of their pool. */
export const apiIssuerCatalogue = catalogue(() => ({
  API_TRUSTS_OTHER_ISSUER: entry({
    severity: {
      usually: 'error',
      of: ({ otherAccess }) => (otherAccess ? 'warning' : 'error'),
    },
    meaning:
      'A granted API is meant for the tokens of the user pool, and asks for an issuer that they do not name: a pool has an original and an updated one, neither with a slash at its end.',
    facts: () => ({
      api: z.discriminatedUnion('kind', [
        z.strictObject(graphqlShape),
        z.strictObject(eventApiShape),
        z.strictObject({ ...restShape, authorizer }),
        /** `clients`: the app clients whose tokens the authorizer takes, and those of the app. */
        z.strictObject({ ...httpShape, authorizer, clients: names }),
      ]),
      methods: apiMethods(),
      userPool: z.string(),
      /** The issuer that the API asks for, and the one that the tokens name. */
      asked: z.string(),
      named: z.string(),
      /** Signed-in users get in nevertheless: by IAM, or on other methods of the path by their tokens. */
      otherAccess: z.boolean(),
    }),
    agreed: ['asked', 'named', 'methods'],
    subject: ({ api }) => grantedSubject(api),
    message({ api, methods: those, userPool, asked, named }) {
      switch (api.kind) {
        case 'graphql':
        case 'events':
          return `The ${api.kind === 'graphql' ? 'GraphQL' : 'Event'} API ${api.id} takes tokens of ${userPool} that name the issuer ${asked}; they name ${named}.`;
        case 'rest':
        case 'http':
          return `In the API ${api.id} these take tokens of ${userPool} that name the issuer ${asked}; they name ${named}: ${methodsListed(those)}.`;
      }
    },
    found: ({ asked }) => asked,
    needed: ({ named }) => named,
    resolution:
      'Let the API ask for the issuer that the tokens of the user pool name; the command keeps its other settings.',
    advice: ({ api }) => (api.kind === 'rest' ? withoutPoolAuthorizer : undefined),
    command: [
      sendBack(
        'aws appsync update-graphql-api --region <region>',
        'aws appsync get-graphql-api --region <region> --api-id <graphqlApi> --query graphqlApi',
        `--arg pool <userPoolId> --arg issuer <issuer> '${notSentBack} | (.openIDConnectConfig, .additionalAuthenticationProviders[]?.openIDConnectConfig | select(.issuer? // "" | rtrimstr("/") | endswith("/" + $pool))).issuer = $issuer'`,
      ),
      sendBack(
        'aws appsync update-api --region <region>',
        'aws appsync get-api --region <region> --api-id <eventApi> --query api',
        `--arg pool <userPoolId> --arg issuer <issuer> 'del(.apiArn, .created, .dns, .tags, .wafWebAclArn, .xrayEnabled) | (.eventConfig.authProviders[].openIDConnectConfig | select(.issuer? // "" | rtrimstr("/") | endswith("/" + $pool))).issuer = $issuer'`,
      ),
      'aws apigatewayv2 update-authorizer --region <region> --api-id <httpApi> --authorizer-id <authorizer> --jwt-configuration <jwtConfiguration>',
    ],
    values({ api, userPool, named }) {
      const { region } = api;
      const issuer = { userPoolId: userPool, issuer: named };
      switch (api.kind) {
        case 'graphql':
          return { region, graphqlApi: api.id, ...issuer };
        case 'events':
          return { region, eventApi: api.id, ...issuer };
        case 'rest':
          return undefined;
        case 'http':
          return {
            region,
            httpApi: api.id,
            authorizer: api.authorizer,
            jwtConfiguration: jwtConfiguration(named, api.clients),
          };
      }
    },
  }),
}));

import * as z from 'zod';
import { apiAddress, apiMethod, gatewayApi } from './api-fact.ts';
import { catalogue, entry, names } from './entry.ts';
import { once } from '../when-asked.ts';

const showMethods = [
  'aws apigateway get-resources --region <region> --rest-api-id <restApi> --embed methods',
  'aws apigatewayv2 get-routes --region <region> --api-id <httpApi>',
] as const;

/** What it means for users that a method is not authorized by IAM. */
const meanings: Readonly<Record<string, string>> = {
  NONE: 'open to everybody, with or without a grant',
  COGNITO_USER_POOLS: 'opened by the tokens of a user pool, without a grant, and never to guests',
  JWT: 'opened by tokens, without a grant, and never to guests',
  CUSTOM: 'opened by an authorizer of their own, with or without a grant',
};

const answeringMethod = once(() =>
  z.strictObject({
    ...apiMethod().shape,
    /** It answers calls below the granted path only. */
    belowOnly: z.boolean(),
  }),
);

type MissingMethods = {
  readonly api: { readonly id: string };
  readonly path: string;
  readonly missing: readonly string[];
};

/** Findings about what a grant names of an API of API Gateway: that it is there, and behind IAM. */
export const apiMethodCatalogue = catalogue(() => ({
  STAGE_NOT_FOUND: entry({
    severity: 'error',
    meaning: 'An API has no stage of the name that is granted.',
    facts: () => ({ api: gatewayApi(), stage: z.string(), stages: names }),
    agreed: [],
    subject: ({ api, stage }) => `${api.id}/${stage}`,
    message: ({ api, stage }) => `The API ${api.id} has no stage ${stage}.`,
    found: ({ stages }) => stages.join(', ') || 'no stage',
    needed: ({ stage }) => stage,
    resolution: 'Name a stage of the API, or deploy one.',
    look: [
      'aws apigateway get-stages --region <region> --rest-api-id <restApi>',
      'aws apigatewayv2 get-stages --region <region> --api-id <httpApi>',
    ],
    values: apiAddress,
  }),
  PATH_NOT_FOUND: entry({
    severity: 'error',
    meaning: 'An API has nothing on a granted path or below it.',
    facts: () => ({ api: gatewayApi(), path: z.string(), missing: names }),
    agreed: [],
    subject: ({ api, path }) => api.id + path,
    message: noMethods,
    found: () => 'nothing',
    needed: ({ missing }) => missing.join(', '),
    resolution: 'Name a path of the API as it is declared there, such as `/items/{id}`.',
    look: showMethods,
    values: apiAddress,
  }),
  METHOD_NOT_FOUND: entry({
    severity: 'warning',
    meaning: 'An API has some methods on a granted path, but none that a permission of it is for.',
    facts: () => ({ api: gatewayApi(), path: z.string(), missing: names, methods: names }),
    agreed: ['missing', 'methods'],
    subject: ({ api, path }) => api.id + path,
    message: noMethods,
    found: ({ methods }) => methods.join(', '),
    needed: ({ missing }) => missing.join(', '),
    resolution: 'Leave the permission out, or add the method to the API.',
    look: showMethods,
    values: apiAddress,
  }),
  METHOD_WITHOUT_IAM: entry({
    severity: {
      usually: 'warning',
      // Beside methods behind IAM others may be meant so.
      of: ({ authorization, guestsGetNothing }) =>
        guestsGetNothing && isByToken(authorization) ? 'error' : 'warning',
    },
    meaning:
      'A granted method of an API is not authorized by IAM, so that the grant opens nothing.',
    facts: () => ({
      api: gatewayApi(),
      path: z.string(),
      /** `NONE`, `COGNITO_USER_POOLS`, `JWT`, `CUSTOM`. */
      authorization: z.string(),
      methods: z.array(answeringMethod()).readonly(),
      /** Id of the resource that has the only method, or of the only route; `null`: there are several. */
      id: z.string().nullable(),
      /** Guests are granted some of the methods, and nothing on the path is behind IAM for them. */
      guestsGetNothing: z.boolean(),
    }),
    agreed: ['authorization', 'methods'],
    subject: ({ api, path }) => api.id + path,
    message: ({ api, path, authorization, methods }) =>
      `In the API ${api.id} these are ${meanings[authorization] ?? `authorized by ${authorization}`}: ${methods
        .map((method) => methodWords(method, path))
        .join(', ')}. The grant on ${path} does not open them.`,
    found: ({ authorization }) => authorization,
    needed: () => 'AWS_IAM',
    resolution: 'Let the method be authorized by IAM, or leave the grant out.',
    advice: ({ api }) =>
      api.kind === 'rest'
        ? 'Let the method be authorized by IAM and deploy the stage, or leave the grant out.'
        : undefined,
    command: [
      'aws apigateway update-method --region <region> --rest-api-id <restApi> --resource-id <resource> --http-method <method> --patch-operations op=replace,path=/authorizationType,value=AWS_IAM',
      'aws apigatewayv2 update-route --region <region> --api-id <httpApi> --route-id <route> --authorization-type AWS_IAM',
    ],
    look: showMethods,
    values({ api, methods: [only], id }) {
      if (!only || id === null) return apiAddress({ api });
      return api.kind === 'rest'
        ? { region: api.region, restApi: api.id, resource: id, method: only.method }
        : { region: api.region, httpApi: api.id, route: id };
    },
  }),
}));

function noMethods({ api, path, missing }: MissingMethods): string {
  return `The API ${api.id} has no ${missing.join(', ')} on ${path} or below it.`;
}

function isByToken(authorization: string): boolean {
  return authorization === 'COGNITO_USER_POOLS' || authorization === 'JWT';
}

/** A method by its path, and what it has to do with the granted one where that is not to be seen. */
function methodWords(
  answering: z.infer<ReturnType<typeof answeringMethod>>,
  granted: string,
): string {
  const { method, path, belowOnly } = answering;
  const catchesRest = path === '$default' || path.endsWith('+}');
  const below = belowOnly && catchesRest ? ` (for calls below ${granted})` : '';
  return `${method} ${path}${below}`;
}

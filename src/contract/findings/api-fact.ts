import * as z from 'zod';
import { sendBack } from './entry.ts';
import { once } from '../when-asked.ts';

/** An API of API Gateway as findings tell it. */
export const gatewayApi = once(() =>
  z.strictObject({
    kind: z.enum(['rest', 'http']),
    id: z.string(),
    region: z.string(),
  }),
);

/** What the commands on such an API name: those on a REST API are other ones than those on an HTTP API. */
export function apiAddress({
  api,
}: {
  readonly api: Readonly<z.infer<ReturnType<typeof gatewayApi>>>;
}) {
  return api.kind === 'rest'
    ? { region: api.region, restApi: api.id }
    : { region: api.region, httpApi: api.id };
}

/** What a finding is about: a GraphQL API or an Event API, or a granted path of another one. */
export const graphqlShape = { kind: z.literal('graphql'), id: z.string(), region: z.string() };
export const eventApiShape = { ...graphqlShape, kind: z.literal('events') };
export const restApiShape = { kind: z.literal('rest'), id: z.string(), region: z.string() };
export const restShape = { ...restApiShape, path: z.string() };
export const httpShape = { ...restShape, kind: z.literal('http') };

export type GrantedOn =
  | { readonly kind: 'graphql' | 'events'; readonly id: string }
  | { readonly kind: 'rest' | 'http'; readonly id: string; readonly path: string };

export function grantedSubject(api: GrantedOn): string {
  return 'path' in api ? api.id + api.path : api.id;
}

/** A method of an API of API Gateway: `GET` on `/items/{id}`. */
export const apiMethod = once(() => z.strictObject({ method: z.string(), path: z.string() }));

/** The methods that a finding is about; of an API of AppSync none are told apart. */
export const apiMethods = once(() => z.array(apiMethod()).readonly());

/** Methods as findings list them: `GET /items, POST /items`. */
export function methodsListed(methods: z.infer<ReturnType<typeof apiMethods>>): string {
  return methods.map(({ method, path }) => `${method} ${path}`).join(', ');
}

/** What a JWT authorizer of an HTTP API asks of a token. */
export function jwtConfiguration(issuer: string, audience: readonly string[]): string {
  return JSON.stringify({ Issuer: issuer, Audience: audience });
}

/** What is left to a REST API (Cognito guide, "Amazon Cognito user pools as an OIDC issuer"). */
export const withoutPoolAuthorizer =
  'Cognito authorizers of REST APIs take no tokens of a user pool that has the updated issuer: let the methods be authorized by IAM, or by an authorizer of another type, and deploy the stage.';

/** What an answer holds of a GraphQL API that an update does not take. */
export const notSentBack =
  'del(.arn, .uris, .tags, .wafWebAclArn, .dns, .visibility, .apiType, .owner)' as const;

/** Lets a GraphQL API take one more kind of caller, and keeps everything else. */
export function addProvider<Args extends string, Provider extends string>(
  args: Args,
  provider: Provider,
) {
  return sendBack(
    'aws appsync update-graphql-api --region <region>',
    'aws appsync get-graphql-api --region <region> --api-id <api> --query graphqlApi',
    `${args}'${notSentBack} | .additionalAuthenticationProviders += [${provider}]'` as const,
  );
}

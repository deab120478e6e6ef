import type { Authorizer, GetResourcesCommandInput, Resource } from '@aws-sdk/client-api-gateway';
import type { Authorizer as HttpAuthorizer, Route } from '@aws-sdk/client-apigatewayv2';
import { Regional } from './granted-services.ts';

type Seeded = {
  readonly tags?: Record<string, string>;
  readonly name?: string;
  readonly endpointDisabled?: boolean;
  readonly stages: readonly string[];
};
export type SeededRestApi = Seeded & {
  readonly isPrivate?: boolean;
  /** As the service answers it: with its quotes and slashes escaped. */
  readonly policy?: string;
  readonly resources: readonly Resource[];
  readonly authorizers?: readonly Authorizer[];
};
export type SeededHttpApi = Seeded & {
  readonly routes: readonly Route[];
  readonly authorizers?: readonly HttpAuthorizer[];
  readonly protocol?: 'HTTP' | 'WEBSOCKET';
};

/** API Gateway: REST APIs, whose resources come by the page, and HTTP APIs. */
export function apiGateway() {
  const restApis = new Regional<SeededRestApi>('NotFoundException');
  const httpApis = new Regional<SeededHttpApi>('NotFoundException');
  return {
    restApis,
    httpApis,
    rest: {
      effects: {
        GetRestApi: ({ restApiId }: { restApiId?: string }, region: string) => {
          const { tags, name, policy, ...api } = restApis.get(region, restApiId);
          const { isPrivate = false, endpointDisabled: disableExecuteApiEndpoint = false } = api;
          const endpointConfiguration = { types: [isPrivate ? 'PRIVATE' : 'REGIONAL'] };
          const answer = { id: restApiId, name, tags, policy, disableExecuteApiEndpoint };
          return { ...answer, endpointConfiguration };
        },
        GetStages: ({ restApiId }: { restApiId?: string }, region: string) => ({
          item: restApis.get(region, restApiId).stages.map((stageName) => ({ stageName })),
        }),
        GetAuthorizers: ({ restApiId }: { restApiId?: string }, region: string) => ({
          items: restApis.get(region, restApiId).authorizers ?? [],
        }),
        GetResources: (
          { restApiId, limit = 25, position = '0', embed = [] }: GetResourcesCommandInput,
          region: string,
        ) => {
          const { resources } = restApis.get(region, restApiId);
          const [begin, end] = [Number(position), Number(position) + limit];
          const bare = ({ resourceMethods: _methods, ...resource }: Resource) => resource;
          const items = resources.slice(begin, end);
          return {
            items: embed.includes('methods') ? items : items.map(bare),
            ...(resources.length > end && { position: String(end) }),
          };
        },
      },
    },
    http: {
      effects: {
        GetApi: ({ ApiId }: { ApiId?: string }, region: string) => {
          const { tags: Tags, name: Name, ...api } = httpApis.get(region, ApiId);
          const { protocol: ProtocolType = 'HTTP', endpointDisabled = false } = api;
          return { ApiId, Name, Tags, ProtocolType, DisableExecuteApiEndpoint: endpointDisabled };
        },
        GetStages: ({ ApiId }: { ApiId?: string }, region: string) => ({
          Items: httpApis.get(region, ApiId).stages.map((StageName) => ({ StageName })),
        }),
        GetAuthorizers: ({ ApiId }: { ApiId?: string }, region: string) => ({
          Items: httpApis.get(region, ApiId).authorizers ?? [],
        }),
        GetRoutes: ({ ApiId }: { ApiId?: string }, region: string) => ({
          Items: httpApis.get(region, ApiId).routes,
        }),
      },
    },
  };
}

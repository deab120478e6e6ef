import {
  GetApiCommand,
  GetAuthorizersCommand,
  GetRoutesCommand,
  GetStagesCommand,
  type Authorizer,
  type Route,
} from '@aws-sdk/client-apigatewayv2';
import { ResourceMissing } from '../../../contract/errors/caller-errors.ts';
import type { ApiRoute, PoolAuthorizer } from '../../../domain/grants/resources/readings.ts';
import { poolOfIssuer } from '../../../domain/token-issuer.ts';
import { sendOptions } from '../../abort.ts';
import { apiClients } from '../../clients/api-clients.ts';
import type { ApiAnswer } from './rest-api.ts';

/** Read by the page: an API has 300 routes, 10 stages and 10 authorizers unless AWS allowed more. */
const MaxResults = '500';

/** An HTTP API, its stages, its routes and the user pools that they trust. @throws ResourceMissing for a WebSocket API */
export async function readHttpApi(region: string, ApiId: string): Promise<ApiAnswer> {
  const client = apiClients.httpApis(region);
  const [api, { Items: stages = [] }, { Items: authorizers = [] }, routes] = await Promise.all([
    client.send(new GetApiCommand({ ApiId }), sendOptions()),
    client.send(new GetStagesCommand({ ApiId, MaxResults }), sendOptions()),
    client.send(new GetAuthorizersCommand({ ApiId, MaxResults }), sendOptions()),
    client.send(new GetRoutesCommand({ ApiId, MaxResults }), sendOptions()),
  ]);
  // Its routes are no paths, and nothing that a grant could name.
  if (api.ProtocolType === 'WEBSOCKET') throw new ResourceMissing(ApiId);
  const pools = new Map(authorizers.flatMap(poolAuthorizer).map((one) => [one.id, one]));
  return {
    tags: api.Tags,
    facts: {
      service: 'execute-api',
      kind: 'http',
      name: api.Name ?? '',
      openEndpoint: !api.DisableExecuteApiEndpoint,
      isPrivate: false,
      policy: null,
      stages: stages.flatMap(({ StageName }) => StageName ?? []),
      routes: (routes.Items ?? []).map((route) => routeOf(route, pools)),
      moreRoutes: routes.NextToken !== undefined,
    },
  };
}

/**
 * The user pool of an authorizer, which knows it by its issuer. Of its tokens it takes those that name this
 * issuer letter by letter, of the app clients in its audience (API Gateway guide, "Control access to HTTP
 * APIs with JWT authorizers").
 */
function poolAuthorizer({
  AuthorizerId: id,
  AuthorizerType,
  JwtConfiguration: { Issuer = '', Audience = [] } = {},
}: Authorizer): readonly PoolAuthorizer[] {
  const pool = AuthorizerType === 'JWT' ? poolOfIssuer(Issuer) : null;
  if (id === undefined || pool === null) return [];
  return [{ id, userPoolIds: [pool.userPoolId], issuer: pool.issuer, clients: Audience }];
}

/** `GET /items`, or `$default` for whatever has no route of its own. */
function routeOf(
  { RouteId = '', RouteKey = '', AuthorizationType = 'NONE', AuthorizerId = '' }: Route,
  pools: ReadonlyMap<string, PoolAuthorizer>,
): ApiRoute {
  const [method = '', path] = RouteKey.split(' ');
  const authorizer = (AuthorizationType === 'JWT' && pools.get(AuthorizerId)) || null;
  const route = { id: RouteId, authorization: AuthorizationType, authorizer };
  return path === undefined
    ? { ...route, method: 'ANY', path: '$default' }
    : { ...route, method, path };
}

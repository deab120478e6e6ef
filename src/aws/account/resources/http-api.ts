import {
  GetApiCommand,
  GetRoutesCommand,
  GetStagesCommand,
  type Route,
} from '@aws-sdk/client-apigatewayv2';
import { ResourceMissing } from '../../../contract/errors.ts';
import type { ApiRoute } from '../../../domain/grants/resource-readings.ts';
import { sendOptions } from '../../abort.ts';
import { apiClients } from '../../clients/api-clients.ts';
import type { ApiAnswer } from './rest-api.ts';

/** Routes and stages are read by the page: an API has 300 routes and 10 stages unless AWS allowed more. */
const MaxResults = '500';

/** An HTTP API, its stages and its routes. @throws ResourceMissing for a WebSocket API */
export async function readHttpApi(region: string, ApiId: string): Promise<ApiAnswer> {
  const client = apiClients.httpApis(region);
  const [api, { Items: stages = [] }, routes] = await Promise.all([
    client.send(new GetApiCommand({ ApiId }), sendOptions()),
    client.send(new GetStagesCommand({ ApiId, MaxResults }), sendOptions()),
    client.send(new GetRoutesCommand({ ApiId, MaxResults }), sendOptions()),
  ]);
  // Its routes are no paths, and nothing that a grant could name.
  if (api.ProtocolType === 'WEBSOCKET') throw new ResourceMissing(ApiId);
  return {
    tags: api.Tags,
    facts: {
      service: 'execute-api',
      kind: 'http',
      stages: stages.flatMap(({ StageName }) => StageName ?? []),
      routes: (routes.Items ?? []).map(routeOf),
      moreRoutes: routes.NextToken !== undefined,
    },
  };
}

/** `GET /items`, or `$default` for whatever has no route of its own. */
function routeOf({ RouteId = '', RouteKey = '', AuthorizationType = 'NONE' }: Route): ApiRoute {
  const [method = '', path] = RouteKey.split(' ');
  const route = { id: RouteId, authorization: AuthorizationType, authorizer: null };
  return path === undefined
    ? { ...route, method: 'ANY', path: '$default' }
    : { ...route, method, path };
}

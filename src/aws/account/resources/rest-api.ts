import {
  GetAuthorizersCommand,
  GetResourcesCommand,
  GetRestApiCommand,
  GetStagesCommand,
  type Authorizer,
  type Resource,
} from '@aws-sdk/client-api-gateway';
import type {
  ApiFacts,
  ApiRoute,
  PoolAuthorizer,
} from '../../../domain/grants/resources/readings.ts';
import { sendOptions } from '../../abort.ts';
import { apiClients } from '../../clients/api-clients.ts';

/** What an API of either kind says. */
export type ApiAnswer = {
  readonly tags: Readonly<Record<string, string>> | undefined;
  readonly facts: ApiFacts;
};

/**
 * Resources of an API are read by the page of 500, four pages at most: an account is answered 5 such
 * reads in 2 seconds, and an API has 300 unless AWS allowed more (API Gateway guide, "Quotas").
 */
const limit = 500;
const pages = 4;

/** A REST API, its stages, its methods and the user pools that they trust. What methods do with a request never leaves this file. */
export async function readRestApi(region: string, restApiId: string): Promise<ApiAnswer> {
  const client = apiClients.restApis(region);
  const [
    { name = '', tags, disableExecuteApiEndpoint, endpointConfiguration, policy },
    { item: stages = [] },
    { items: authorizers = [] },
    resources,
  ] = await Promise.all([
    client.send(new GetRestApiCommand({ restApiId }), sendOptions()),
    client.send(new GetStagesCommand({ restApiId }), sendOptions()),
    // An API has 10 authorizers unless AWS allowed more: one page.
    client.send(new GetAuthorizersCommand({ restApiId, limit }), sendOptions()),
    resourcesOf(region, restApiId),
  ]);
  const pools = new Map(authorizers.flatMap(poolAuthorizer).map((one) => [one.id, one]));
  return {
    tags,
    facts: {
      service: 'execute-api',
      kind: 'rest',
      name,
      openEndpoint: !disableExecuteApiEndpoint,
      isPrivate: endpointConfiguration?.types?.includes('PRIVATE') ?? false,
      policy: policy ? policyText(policy) : null,
      stages: stages.flatMap(({ stageName }) => stageName ?? []),
      routes: resources.items.flatMap((resource) => routesOf(resource, pools)),
      moreRoutes: resources.more,
    },
  };
}

/**
 * API Gateway answers a policy as the inside of a JSON text, its quotes and slashes escaped once more
 * (API Gateway API reference, RestApi, "policy"; the provider of Terraform takes the escapes off as well).
 */
function policyText(policy: string): string {
  try {
    return String(JSON.parse(`"${policy}"`));
  } catch {
    return policy;
  }
}

async function resourcesOf(region: string, restApiId: string) {
  const items: Resource[] = [];
  let position: string | undefined;
  for (let page = 0; page < pages; page += 1) {
    const input = { restApiId, limit, embed: ['methods'], ...(position && { position }) };
    const answer = await apiClients
      .restApis(region)
      .send(new GetResourcesCommand(input), sendOptions());
    items.push(...(answer.items ?? []));
    position = answer.position;
    if (!position) break;
  }
  return { items, more: position !== undefined };
}

/**
 * The user pools of an authorizer, which names them by their ARNs. It takes no tokens that name the updated
 * issuer (Cognito guide, "Amazon Cognito user pools as an OIDC issuer").
 */
function poolAuthorizer({ id, type, providerARNs = [] }: Authorizer): readonly PoolAuthorizer[] {
  if (id === undefined || type !== 'COGNITO_USER_POOLS') return [];
  const userPoolIds = providerARNs.flatMap((arn) => arn.split(':userpool/')[1] ?? []);
  return [{ id, userPoolIds, issuer: 'original', clients: null }];
}

function routesOf(
  { id = '', path = '', resourceMethods = {} }: Resource,
  pools: ReadonlyMap<string, PoolAuthorizer>,
): readonly ApiRoute[] {
  return Object.entries(resourceMethods).map(
    ([method, { authorizationType = 'NONE', authorizerId = '' }]) => ({
      id,
      method,
      path,
      authorization: authorizationType,
      authorizer: (authorizationType === 'COGNITO_USER_POOLS' && pools.get(authorizerId)) || null,
    }),
  );
}

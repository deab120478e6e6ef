import {
  GetResourcesCommand,
  GetRestApiCommand,
  GetStagesCommand,
  type Resource,
} from '@aws-sdk/client-api-gateway';
import type { ApiFacts, ApiRoute } from '../../../domain/grants/resource-readings.ts';
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

/** A REST API, its stages and its methods. What methods do with a request never leaves this file. */
export async function readRestApi(region: string, restApiId: string): Promise<ApiAnswer> {
  const client = apiClients.restApis(region);
  const [{ tags }, { item: stages = [] }, resources] = await Promise.all([
    client.send(new GetRestApiCommand({ restApiId }), sendOptions()),
    client.send(new GetStagesCommand({ restApiId }), sendOptions()),
    resourcesOf(region, restApiId),
  ]);
  return {
    tags,
    facts: {
      service: 'execute-api',
      kind: 'rest',
      stages: stages.flatMap(({ stageName }) => stageName ?? []),
      routes: resources.items.flatMap(routesOf),
      moreRoutes: resources.more,
    },
  };
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

function routesOf({ id = '', path = '', resourceMethods = {} }: Resource): readonly ApiRoute[] {
  return Object.entries(resourceMethods).map(([method, { authorizationType = 'NONE' }]) => ({
    id,
    method,
    path,
    authorization: authorizationType,
  }));
}

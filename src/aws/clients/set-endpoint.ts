import type { Client } from './client.ts';

/**
 * The endpoint that somebody has set for a client, in any of the ways that the SDK knows: `AWS_ENDPOINT_URL`,
 * that of the service, `endpoint_url` of the profile or of its `services` (SDKs and Tools reference guide,
 * "Service-specific endpoints"). `null`: its calls go to AWS.
 */
export async function endpointOf({ config }: Pick<Client, 'config'>): Promise<string | null> {
  return (await config.serviceConfiguredEndpoint?.()) ?? null;
}

/**
 * A client that is set up otherwise where an endpoint is set, before its first call. What such an endpoint
 * names is one host: names below it, by which S3 tells buckets apart and other services their parts, need
 * not resolve.
 */
export function whereEndpointIsSet<One extends Client>(
  client: One,
  otherwise: Partial<One['config']>,
): One {
  client.middlewareStack.add(
    (next) => async (args) => {
      if ((await endpointOf(client)) !== null) Object.assign(client.config, otherwise);
      return next(args);
    },
    { step: 'initialize', name: 'setUpByEndpoint' },
  );
  return client;
}

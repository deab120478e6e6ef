import type { ClientConfig } from './client-config.ts';
import type { ConfigSource } from './config-source.ts';
import { botsOf } from './sections/bots.ts';
import { bucketsOf } from './sections/buckets.ts';
import { graphqlApisOf } from './sections/graphql-apis.ts';
import { locationsOf } from './sections/locations.ts';
import { predictionsOf } from './sections/predictions.ts';
import { restApisOf } from './sections/rest-apis.ts';
import { streamsOf } from './sections/streams.ts';

/**
 * All that the files may say: the pools, and of the account only what a grant names and what was found
 * there. `null` while the user pool is not known.
 */
export function clientConfigOf(source: ConfigSource): ClientConfig | null {
  const { request, userPool, identityPool, resources } = source;
  if (!userPool.settings) return null;
  const { oauth, redirects, outputsVersion } = request;
  return {
    auth: userPool.settings,
    identity: identityPool?.settings ?? null,
    buckets: bucketsOf(request, resources),
    graphqlApis: graphqlApisOf(source),
    restApis: restApisOf(request, resources),
    streams: streamsOf(request, resources),
    locations: locationsOf(request, resources),
    predictions: predictionsOf(request),
    bots: botsOf(request, resources),
    options: { oauth, redirects, outputsVersion },
  };
}

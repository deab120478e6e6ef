import { servedResources } from '../grants/categories.ts';
import type { ConfigSource } from '../grants/resources/config-source.ts';
import type { ClientConfig } from './client-config.ts';

/**
 * All that the files may say: the pools, and of the account only what a grant names and what was found
 * there. `null` while the user pool is not known.
 */
export function clientConfigOf(source: ConfigSource): ClientConfig | null {
  const { request, userPool, identityPool } = source;
  if (!userPool.settings) return null;
  const { oauth, redirects, outputsVersion } = request;
  return {
    auth: userPool.settings,
    identity: identityPool?.settings ?? null,
    ...servedResources(source),
    options: { oauth, redirects, outputsVersion },
  };
}

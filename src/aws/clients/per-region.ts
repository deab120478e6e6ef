/**
 * This folder is the only place that constructs SDK clients, one per service and region. The region of
 * an id decides where its client talks to; `AWS_ENDPOINT_URL` leads all of them to the local cloud.
 */

/**
 * The SDK tries a call so often before it gives up: 8 attempts ride out a throttled burst. The mode is
 * the SDK's own default, `standard`, unless `AWS_RETRY_MODE` says `adaptive`: its rate limit makes a
 * throttled import much slower, and it is for whoever must spare the account (docs/running.md,
 * "Throttling", has the figures).
 */
const retries = { maxAttempts: 8 } as const;

/** What every client is made with; without a region it uses the environment's own. */
export type ClientOptions = typeof retries & { readonly region?: string };

/** Keeps one client per region for the life of a container or process. */
export function perRegion<Client>(
  construct: (options: ClientOptions) => Client,
): (region?: string) => Client {
  const known = new Map<string, Client>();
  return (region = '') => {
    const client = known.get(region) ?? construct({ ...retries, ...(region && { region }) });
    known.set(region, client);
    return client;
  };
}

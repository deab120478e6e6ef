import type { Client } from './client.ts';
import { heard } from './heard-calls.ts';
import { withLoopbackNames } from './loopback-names.ts';

/**
 * The SDK tries a call so often before it gives up: 8 attempts ride out a throttled burst. The mode is
 * that of `AWS_RETRY_MODE`, which the stack sets to `adaptive`, and else the SDK's own `standard`: its
 * rate limit spares the account and makes a throttled import much slower (docs/waiting.md,
 * "Throttling", has the figures).
 */
const retries = { maxAttempts: 8 } as const;

/** What every client is made with; without a region it uses the environment's own. */
export type ClientOptions = typeof retries & { readonly region?: string };

/**
 * Keeps one client per region for the life of a container or process. The region of an id decides
 * where its client talks to; `AWS_ENDPOINT_URL` or `endpoint_url` of a profile leads all of them to the
 * local cloud.
 */
export function perRegion<One extends Client>(
  construct: (options: ClientOptions) => One,
): (region?: string) => One {
  const known = new Map<string, One>();
  return (region = '') => {
    const client =
      known.get(region) ??
      heard(withLoopbackNames(construct({ ...retries, ...(region && { region }) })));
    known.set(region, client);
    return client;
  };
}

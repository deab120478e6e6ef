import type { ProposedRequest } from '../../contract/discovery.ts';
import type { AppClientDescription, PoolSummary } from '../readings.ts';
import { byName, type Pairing } from './pairing.ts';
import type { ClientListing } from './region-readings.ts';

/** What a request is proposed for until somebody says better. */
export const proposedEnv = 'dev';
const longestApp = 32;

/**
 * A request for a user pool that is ready to be edited.
 *
 * - Web client: the only one without a secret; of several one that an identity pool accepts; of those
 *   the first by name.
 * - Identity pool: the first by name that accepts the web client, else the first that accepts any
 *   client of the pool, so that the mismatch is told.
 * - Native client: the only other client that this identity pool accepts; else none, and the web
 *   client serves native apps too.
 */
export function proposeRequest(
  { id, name }: PoolSummary,
  { clients }: ClientListing,
  pairings: readonly Pairing[],
): ProposedRequest {
  const known = clients
    .flatMap(({ reading }) => (reading.status === 'found' ? [reading.value] : []))
    .toSorted(byName);
  const web = webClientOf(known, pairings);
  const identityPool = (web && pairings.find((pair) => accepts(pair, web))) ?? pairings[0];
  const native = nativeClientOf(known, web, identityPool);
  return {
    app: appNameOf(name),
    env: proposedEnv,
    userPoolId: id,
    ...(web && { webClientId: web.id }),
    ...(native && { nativeClientId: native.id }),
    ...(identityPool && { identityPoolId: identityPool.id }),
  };
}

function webClientOf(
  known: readonly AppClientDescription[],
  pairings: readonly Pairing[],
): AppClientDescription | undefined {
  const candidates = known.filter(({ hasSecret }) => !hasSecret);
  const paired = candidates.find((client) => pairings.some((pair) => accepts(pair, client)));
  return paired ?? candidates[0];
}

function nativeClientOf(
  known: readonly AppClientDescription[],
  web: AppClientDescription | undefined,
  identityPool: Pairing | undefined,
): AppClientDescription | undefined {
  if (!web || !identityPool || !accepts(identityPool, web)) return undefined;
  const others = known.filter(({ id }) => id !== web.id && identityPool.clientIds.includes(id));
  return others.length === 1 ? others[0] : undefined;
}

function accepts({ clientIds }: Pairing, { id }: AppClientDescription): boolean {
  return clientIds.includes(id);
}

/** The name of a pool, made to fit the name of an app: `Storefront Users (EU)` is `storefront-users-eu`. */
export function appNameOf(poolName: string): string {
  const words = poolName
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+/, '');
  return words.slice(0, longestApp).replace(/-+$/, '') || 'app';
}

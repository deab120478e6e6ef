import type { ProposedRequest } from '../../contract/discovery.ts';
import type { AppClientDescription, PoolSummary } from '../readings.ts';
import { knownClients, type Pairing } from './pairing.ts';
import type { ClientListing } from './region-readings.ts';

/** What a request is proposed for until somebody says better. */
export const proposedEnv = 'dev';
const longestApp = 32;

/**
 * A request for a user pool that is ready to be edited.
 *
 * - Web client: the only one without a secret; of several one that an identity pool accepts; of those
 *   one whose name speaks of the web, else the first by name.
 * - Identity pool: the first by name that accepts the web client, else the first that accepts any
 *   client of the pool, so that the mismatch is told.
 * - Native client: the only other client that this identity pool accepts, or the only one of several
 *   whose name speaks of apps; else none, and the web client serves native apps too.
 */
export function proposeRequest(
  { id, name }: PoolSummary,
  listing: ClientListing,
  pairings: readonly Pairing[],
): ProposedRequest {
  const known = knownClients(listing);
  const web = webClientOf(known, pairings);
  const identityPool = (web && acceptingPool(web, pairings)) ?? pairings[0];
  const native = web && nativeClientOf(known, web, pairings);
  return {
    app: appNameOf(name),
    env: proposedEnv,
    userPoolId: id,
    ...(web && { webClientId: web.id }),
    ...(native && { nativeClientId: native.id }),
    ...(identityPool && { identityPoolId: identityPool.id }),
  };
}

/** The client that most probably is the web app's; the clients are given by name. */
export function webClientOf(
  known: readonly AppClientDescription[],
  pairings: readonly Pairing[],
): AppClientDescription | undefined {
  const candidates = known.filter(({ hasSecret }) => !hasSecret);
  const paired = candidates.filter((client) => acceptingPool(client, pairings));
  return likeliest(paired.length > 0 ? paired : candidates, webLikelihood)[0];
}

/** The client that most probably is the native apps', beside a web client. */
export function nativeClientOf(
  known: readonly AppClientDescription[],
  web: AppClientDescription,
  pairings: readonly Pairing[],
): AppClientDescription | undefined {
  const identityPool = acceptingPool(web, pairings);
  if (!identityPool) return undefined;
  const others = known.filter((client) => client.id !== web.id && accepts(identityPool, client));
  const [first, ...rivals] = likeliest(others, nativeLikelihood);
  return rivals.length === 0 ? first : undefined;
}

/**
 * Amplify Gen 1 calls its clients `<name>_app_clientWeb` and `<name>_app_client`: the shorter one is
 * that of native apps, and comes first by name.
 */
const saysWeb = /web|spa|browser/i;
const saysNative = /native|ios|android|mobile|_app_client$/i;
const saysServer = /server/i;

function webLikelihood({ name }: AppClientDescription): number {
  return Number(saysWeb.test(name)) - Number(saysNative.test(name) || saysServer.test(name));
}

function nativeLikelihood({ name }: AppClientDescription): number {
  return Number(saysNative.test(name)) - Number(saysWeb.test(name) || saysServer.test(name));
}

/** Those of the greatest likelihood, in their order. */
function likeliest(
  clients: readonly AppClientDescription[],
  likelihood: (client: AppClientDescription) => number,
): readonly AppClientDescription[] {
  const greatest = Math.max(...clients.map(likelihood));
  return clients.filter((client) => likelihood(client) === greatest);
}

function acceptingPool(
  client: AppClientDescription,
  pairings: readonly Pairing[],
): Pairing | undefined {
  return pairings.find((pair) => accepts(pair, client));
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
  return words.slice(0, longestApp).replace(/-$/, '') || 'app';
}

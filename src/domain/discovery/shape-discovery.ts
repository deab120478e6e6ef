import type { DiscoveredClient, DiscoveredUserPool, Discovery } from '../../contract/discovery.ts';
import type { ProposedRequest } from '../../contract/discovery.ts';
import { finding, type Finding } from '../../contract/findings.ts';
import { isPaired, runRequestSchema, type RunRequest } from '../../contract/request.ts';
import { deniedReadings } from '../findings/denied-readings.ts';
import { judgeIdentityPool } from '../pools/identity-pool.ts';
import { judgeUserPool } from '../pools/user-pool.ts';
import { byName, knownIdentityPools, pairingsOf, userPoolsElsewhere } from './pairing.ts';
import type {
  IdentityPoolsOfRegion,
  ListedUserPool,
  RegionReadings,
  RequestReadings,
} from './region-readings.ts';

/** What a region holds, and what would block the import of each of its user pools. */
export function shapeDiscovery({ region, identityPools, userPools }: RegionReadings): Discovery {
  const known = knownIdentityPools(identityPools);
  const listed = userPools.map(({ summary }) => summary.id);
  return {
    region,
    userPools: userPools
      .toSorted((a, b) => byName(a.summary, b.summary))
      .map((pool) => shapeUserPool(pool, known)),
    elsewhere: known.flatMap((pool) => {
      const others = userPoolsElsewhere(pool, listed);
      return others.length > 0 ? [{ id: pool.id, name: pool.name, userPools: [...others] }] : [];
    }),
    findings: unreadFindings(region, identityPools),
  };
}

function shapeUserPool(
  { summary, listing, request, readings }: ListedUserPool,
  known: ReturnType<typeof knownIdentityPools>,
): DiscoveredUserPool {
  const listed = listing.list.status === 'found' ? listing.list.value : [];
  return {
    id: summary.id,
    name: summary.name,
    clients: listed.toSorted(byName).map(({ id, name }) => {
      const reading = listing.clients.find((client) => client.id === id)?.reading;
      const secret = reading?.status === 'found' ? reading.value.hasSecret : null;
      return { id, name, secret, proposedAs: useOf(id, request) };
    }),
    moreClients: listing.more,
    identityPools: pairingsOf(summary.id, known).map(({ id, name, clientIds }) => ({
      id,
      name,
      clients: [...clientIds],
      proposed: id === request.identityPoolId,
    })),
    blocks:
      'status' in readings
        ? [notRead(summary.id, readings.message)]
        : judgeRequest(runRequestSchema().parse(request), readings).filter(
            ({ severity }) => severity === 'error',
          ),
    request,
  };
}

function useOf(clientId: string, request: ProposedRequest): DiscoveredClient['proposedAs'] {
  if (clientId === request.webClientId) return 'web';
  return clientId === request.nativeClientId ? 'native' : null;
}

/** What an import of a request would find, by the rules of its two states. */
export function judgeRequest(
  request: RunRequest,
  { userPool: userPoolReadings, identityPool: identityPoolReadings }: RequestReadings,
): readonly Finding[] {
  const userPool = judgeUserPool(request, userPoolReadings);
  const identityPool =
    isPaired(request) && identityPoolReadings
      ? judgeIdentityPool(request, userPool, identityPoolReadings, null)
      : null;
  return [...userPool.findings, ...(identityPool?.findings ?? [])];
}

/** What keeps the list of identity pools from being whole. */
function unreadFindings(region: string, { list, pools }: IdentityPoolsOfRegion): Finding[] {
  return [
    ...deniedReadings(region, [list]),
    ...pools.flatMap(({ id, reading }) =>
      reading.status === 'failed' ? [notRead(id, reading.message)] : deniedReadings(id, [reading]),
    ),
  ];
}

function notRead(pool: string, error: string): Finding {
  return finding('POOL_NOT_READ', { pool, why: { because: 'no answer', error } });
}

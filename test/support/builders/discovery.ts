import type {
  ListedUserPool,
  RegionReadings,
} from '../../../src/domain/discovery/region-readings.ts';
import { anIdentityPool, identityPoolReadings } from './identity-pool.ts';
import { identityPoolId, nativeClientId, userPoolId, webClientId } from './ids.ts';
import { found } from './readings.ts';
import { aNativeClient, aWebClient, clientReadings, userPoolReadings } from './user-pool.ts';

/** The sample pool as a list holds it: both clients, its identity pool, a request that names all. */
export function aListedPool(overrides: Partial<ListedUserPool> = {}): ListedUserPool {
  const clients = [aWebClient(), aNativeClient({ hasSecret: true })];
  return {
    summary: { id: userPoolId, name: 'storefront-users' },
    listing: {
      list: found(clients.map(({ id, name }) => ({ id, name }))),
      more: false,
      clients: clientReadings(...clients),
    },
    request: {
      app: 'storefront-users',
      env: 'dev',
      userPoolId,
      webClientId,
      nativeClientId,
      identityPoolId,
    },
    readings: {
      userPool: userPoolReadings({ clients: clientReadings(...clients) }),
      identityPool: identityPoolReadings(),
    },
    ...overrides,
  };
}

/** A region with the sample pool and its identity pool. */
export function regionReadings(overrides: Partial<RegionReadings> = {}): RegionReadings {
  const { id, name } = anIdentityPool();
  return {
    region: 'eu-west-1',
    identityPools: {
      list: found([{ id, name }]),
      pools: [{ id, reading: found(anIdentityPool()) }],
    },
    userPools: [aListedPool()],
    ...overrides,
  };
}

import { randomBytes } from 'node:crypto';
import { clientsFor } from '../clients.ts';
import { localEnvironment } from '../environment.ts';
import { seedSample } from '../seed.ts';
import { seconds, timed, type BenchPlace } from './bench-place.ts';
import type { Figures } from './goals.ts';

const poolsOfBench = 60;

/** How long `discover` takes, which asks no faster than Cognito bears: once, since it is nothing but waiting. */
export async function measureDiscovery(place: BenchPlace): Promise<Figures> {
  const clients = clientsFor(localEnvironment(place.cloud));
  for (let index = 0; index < poolsOfBench; index += 1) {
    await seedSample(clients, randomBytes(4).toString('hex'));
  }
  return { 'discover, 60 pools of each kind': seconds(await timed(place, ['discover'])) };
}

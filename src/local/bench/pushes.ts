import { join } from 'node:path';

import { clientsFor } from '../clients.ts';
import { localEnvironment } from '../environment.ts';
import { seedFunction } from '../seed-functions.ts';
import { ended, medianOf, seconds, type BenchPlace } from './bench-place.ts';
import type { Figures } from './goals.ts';
import { freshSample, writeRequest } from './requests.ts';

const functionsOfBench = 10;

/**
 * How long a push of ten functions takes that changes nothing, from "Read push request" to the end of the
 * process: Node's start and the loading of the command are left out, since a deployed push has neither.
 *
 * @throws Error when a push ends badly, or writes
 */
export async function measurePushes(place: BenchPlace): Promise<Figures> {
  const clients = clientsFor(localEnvironment(place.cloud));
  const names = Array.from({ length: functionsOfBench }, (_, index) => `bench-fn-${index}`);
  for (const name of names) await seedFunction(clients, name);
  const { request } = await freshSample(place, 'push');
  const path = writeRequest(place, { ...request, functions: names.map((name) => ({ name })) });
  const store = join(place.folder, 'store-push');
  await ended(place, ['run', path, '--store', store]);
  const words = ['push', '--app', 'storefront', '--env', 'push', '--store', store, '--json'];
  const time = await medianOf(place.rounds, () => timedPush(place, words));
  return { 'push, ten functions, nothing to do': seconds(time) };
}

async function timedPush(place: BenchPlace, words: readonly string[]): Promise<number> {
  let begun = Number.NaN;
  const onLine = (line: string) => {
    const [, milliseconds] = /Read push request\s+(\d+) ms/.exec(line) ?? [];
    if (milliseconds !== undefined) begun = performance.now() - Number(milliseconds);
  };
  const stdout = await ended(place, words, { onLine });
  const elapsed = performance.now() - begun;
  const { status } = JSON.parse(stdout) as { status?: string };
  if (status !== 'unchanged') throw new Error(`A push that changes nothing was ${status}.`);
  return elapsed;
}

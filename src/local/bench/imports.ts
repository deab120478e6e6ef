import { join } from 'node:path';

import { countWaves, startCountingProxy } from '../counting-proxy.ts';
import { median, ended, seconds, timed, type BenchPlace } from './bench-place.ts';
import type { Figures } from './goals.ts';
import { freshRequest, type Shape } from './requests.ts';

/** How long an import in process takes, and one more of it that finds nothing to do. */
export async function measureImports(place: BenchPlace): Promise<Figures> {
  const [full, none]: [number[], number[]] = [[], []];
  for (let round = 0; round <= place.rounds; round += 1) {
    const request = await freshRequest(place, `run-${round}`);
    const words = ['run', request, '--store', join(place.folder, `store-${round}`)];
    const times = [await timed(place, words), await timed(place, words)] as const;
    if (round === 0) continue; // it warms the disk
    full.push(times[0]);
    none.push(times[1]);
  }
  return {
    'run, full import': seconds(median(full)),
    'run, nothing to change': seconds(median(none)),
  };
}

/** Calls are held so long that all that can go together are seen together. */
const hold = 60;

/** How many calls an import in process makes, and for how many of them it waits one after the other. */
export async function measureCalls(place: BenchPlace): Promise<Figures> {
  const [full, nothing] = await callsOf(place, 'calls', {});
  const [ungranted, nothingUngranted] = await callsOf(place, 'ungranted', { ungranted: true });
  const [foreign] = await callsOf(place, 'foreign', { foreign: true });
  return {
    'Calls of a full import': told(full),
    '… without a grant': told(ungranted),
    '… with other inline policies on the roles': told(foreign),
    'Calls with nothing to change': told(nothing),
    '… without a grant, nothing to change': told(nothingUngranted),
  };
}

type Counted = { readonly calls: number; readonly waves: number };

const told = ({ calls, waves }: Counted): string => `${calls} calls, ${waves} waves`;

/** Of a full import, and of one more. */
async function callsOf(
  place: BenchPlace,
  env: string,
  shape: Shape,
): Promise<readonly [Counted, Counted]> {
  const request = await freshRequest(place, env, shape);
  const words = ['run', request, '--store', join(place.folder, `store-${env}`)];
  return [await countedRun(place, words), await countedRun(place, words)];
}

async function countedRun(place: BenchPlace, words: readonly string[]): Promise<Counted> {
  const proxy = await startCountingProxy(place.cloud, { hold });
  await ended({ ...place, endpoint: proxy.endpoint }, words);
  await proxy.close();
  return { calls: proxy.calls.length, waves: countWaves(proxy.calls) };
}

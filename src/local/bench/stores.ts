import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ended, medianOf, seconds, timed, type BenchPlace } from './bench-place.ts';
import type { Figures } from './goals.ts';
import { freshRequest } from './requests.ts';

const linksOfBench = 10_000;

/** How long it takes to look something up in a folder of very many links. */
export async function measureStores(place: BenchPlace): Promise<Figures> {
  const store = join(place.folder, 'store-links');
  await ended(place, ['run', await freshRequest(place, 'links'), '--store', store]);
  multiplyLink(store);
  const list = await medianOf(place.rounds, () => timed(place, ['list', '--store', store]));
  const bridge = ['bridge', 'cdk', '--app', 'storefront', '--env', 'links', '--store', store];
  return {
    'list, 10,000 links in a folder': seconds(list),
    'bridge, of a link among 10,000': seconds(
      await medianOf(place.rounds, () => timed(place, bridge)),
    ),
  };
}

/** Puts the one link of a store there again and again, each time as one of another app. */
function multiplyLink(store: string): void {
  const places = ['config', join('.state', 'links')];
  for (let index = 1; index < linksOfBench; index += 1) {
    for (const place of places) {
      const [from, to] = [join(store, place, 'storefront'), join(store, place, `app-${index}`)];
      mkdirSync(to, { recursive: true });
      cpSync(from, to, { recursive: true });
      for (const name of readdirSync(to, { recursive: true, encoding: 'utf8' })) {
        if (!/links\.json$|manifest\.json$/.test(name)) continue;
        const text = readFileSync(join(to, name), 'utf8');
        writeFileSync(join(to, name), text.replaceAll('"storefront"', `"app-${index}"`));
      }
    }
  }
}

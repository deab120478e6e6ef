import { faultsAt, isTried, seeds } from '../counts.ts';
import { seededRandom } from './random.ts';

/** Deaths at each call of a run: after its effect, and at other moments where the project tries more. */
export function deaths(calls: number) {
  return Array.from({ length: calls }, (_, index) =>
    faultsAt(['after', 'before', 'in flight'] as const).map((moment) => ({ index, moment })),
  )
    .flat()
    .filter(({ index }) => isTried(index));
}

/** So many deaths of a run, at calls and moments drawn at random; every one where the project tries more. */
export function someDeaths(calls: number, usual: number, seed = calls) {
  const moments = ['after', 'before', 'in flight'] as const;
  const all = Array.from({ length: calls }, (_, index) =>
    moments.map((moment) => ({ index, moment })),
  ).flat();
  const draw = seededRandom(seed);
  return all
    .map((death) => ({ death, at: draw() }))
    .toSorted((a, b) => a.at - b.at)
    .slice(0, seeds(usual))
    .map(({ death }) => death);
}

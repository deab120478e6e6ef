import { faultsAt } from '../counts.ts';

/** Deaths at each call of a run: after its effect, and at other moments where the project tries more. */
export function deaths(calls: number) {
  return Array.from({ length: calls }, (_, index) =>
    faultsAt(['after', 'before', 'in flight'] as const).map((moment) => ({ index, moment })),
  ).flat();
}

import { execFileSync } from 'node:child_process';
import { medianOf, timed, type BenchPlace } from './bench-place.ts';
import type { Figures } from './goals.ts';

/** So many starts: one alone is over sooner than other processes leave it in peace. */
const starts = 20;

/** How long a start of the command takes by itself, with what Node keeps of its compiled code and without. */
export async function measureStarts(place: BenchPlace): Promise<Figures> {
  const withCache = await medianOf(starts, () => timed(place, ['--help']));
  const environment = { ...process.env, NODE_DISABLE_COMPILE_CACHE: '1' };
  const without = await medianOf(starts, () => timed(place, ['--help'], { environment }));
  const node = await medianOf(starts, async () => {
    const begun = performance.now();
    execFileSync(process.execPath, ['--eval', '0']);
    return performance.now() - begun;
  });
  return {
    '--help': milliseconds(withCache),
    '--help, nothing kept of its compiled code': `${milliseconds(without)}; Node alone: ${milliseconds(node)}`,
  };
}

const milliseconds = (time: number): string => `${Math.round(time)} ms`;

import { AwsUnavailable } from '../../../contract/errors/faults.ts';
import type { Reading } from '../../../domain/readings.ts';
import type { FunctionName } from '../../../domain/targets/function/function-names.ts';
import type { Services } from '../../ports.ts';
import type { FunctionConfiguration, Functions } from './port.ts';

/** An update takes a second, in a VPC up to a minute: waits grow to the last of these and stay so. */
const waitSeconds = [1, 2, 4, 8] as const;
/** What all waits of one try may take together: the state has a timeout, and is tried again. */
const longestMilliseconds = 45_000;

/** The time that a write may still take. */
export type SpentTime = {
  /** Waits for the nth time, from 0, for the same thing. @throws AwsUnavailable when there is no time left */
  readonly pass: (nth: number) => Promise<void>;
};

/** Begins to count. */
export function timeOf({ now, wait }: Pick<Services, 'now' | 'wait'>, name: string): SpentTime {
  const begun = now().getTime();
  let waited = 0;
  return {
    pass: async (nth) => {
      const seconds = waitSeconds[Math.min(nth, waitSeconds.length - 1)] ?? 8;
      const spent = Math.max(waited, now().getTime() - begun);
      if (spent + seconds * 1_000 > longestMilliseconds) {
        throw new AwsUnavailable(
          `${name} has been updated by others for ${spent / 1_000} seconds.`,
        );
      }
      waited += seconds * 1_000;
      await wait(seconds * 1_000);
    },
  };
}

/** A function once no update of it is under way: until then it takes no other. */
export async function settledFunction(
  named: FunctionName,
  functions: Functions,
  time: SpentTime,
): Promise<Reading<FunctionConfiguration>> {
  for (let nth = 0; ; nth += 1) {
    const reading = await functions.configuration(named);
    if (reading.status !== 'found' || reading.value.update !== 'under way') return reading;
    await time.pass(nth);
  }
}

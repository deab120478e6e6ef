import type { Executions } from '../../procedures/ports.ts';
import { startExecution } from './executions.ts';

/** Starts machines by their ARNs, and none whose ARN is not among them. */
export function machineStarts(arns: Readonly<Record<string, string>>): Executions {
  return {
    start: async (machine, name, input) => {
      const arn = arns[machine];
      if (arn === undefined) throw new RangeError(`This function may not start ${machine}.`);
      await startExecution(arn, name, JSON.stringify(input));
    },
  };
}

import * as z from 'zod';
import { machineNames, type MachineName } from '../../contract/machines.ts';
import type { EventServices, Executions } from '../../procedures/ports.ts';
import { dynamodbLinkIndex } from './dynamodb-link-index.ts';
import { startExecution } from './executions.ts';

const environmentSchema = z.object({
  LINK_TABLE: z.string().min(1),
  /** ARNs of the machines that the function may start. */
  MACHINES: z
    .string()
    .transform((text) => JSON.parse(text) as unknown)
    .pipe(z.partialRecord(z.enum(machineNames), z.string())),
});

/** The services of a function that a rule starts, from its environment. */
export function eventServices(environment: NodeJS.ProcessEnv = process.env): EventServices {
  const { LINK_TABLE, MACHINES } = environmentSchema.parse(environment);
  return {
    linkIndex: dynamodbLinkIndex(LINK_TABLE),
    executions: executionsOf(MACHINES),
    now: () => new Date(),
  };
}

function executionsOf(arns: Readonly<Partial<Record<MachineName, string>>>): Executions {
  return {
    start: async (machine, name, input) => {
      const arn = arns[machine];
      if (arn === undefined) throw new RangeError(`This function may not start ${machine}.`);
      await startExecution(arn, name, JSON.stringify(input));
    },
  };
}

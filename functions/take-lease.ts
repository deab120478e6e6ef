import { takeLease } from '../src/procedures/link/lease.ts';
import { step } from '../src/step.ts';

/** Takes the lease of the link, from nobody or from an owner that is dead. */
export const handler = step('Take lease', async ({ link, run }, services) => {
  const take = () => takeLease(link, run, services);
  return { fence: await (services.keepAlive?.(link, run.executionId, take) ?? take()) };
});

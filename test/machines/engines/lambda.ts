import type { Services } from '../../../src/procedures/ports.ts';
import { functions } from './functions.ts';

/** A function of the tests as Lambda calls it; its name stands in the environment. */
export const handler = (event: unknown): Promise<unknown> => {
  const run = functions[process.env['STATE'] ?? ''];
  if (!run) throw new Error(`There is no function ${process.env['STATE']}.`);
  // None of them asks for anything.
  return run(event, { services: {} as Services });
};

import * as z from 'zod';
import { StoreFault } from '../../../src/contract/errors/faults.ts';
import { failedItemSchema } from '../../../src/contract/item.ts';
import { stepOf, type StepHandler } from '../../../src/step.ts';
import { orderHandlers } from '../prototype/settle-order.ts';

const failAtLength = stepOf(
  'Fail at length',
  { input: z.unknown(), output: failedItemSchema(), item: true },
  async () => {
    throw new StoreFault('This did not go well. '.repeat(1_500));
  },
);

/** The functions of the machines of the tests, in process and on the local cloud. */
export const functions: Readonly<Record<string, StepHandler>> = {
  ...orderHandlers,
  'Fail at length': failAtLength,
};

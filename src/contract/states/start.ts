import * as z from 'zod';
import { once } from '../when-asked.ts';

/** What every machine hands to its first state. */
export const startSchema = once(() =>
  z.strictObject({
    /** Anything: a request, an event, or a mistake. */
    input: z.unknown(),
    executionId: z.string(),
  }),
);

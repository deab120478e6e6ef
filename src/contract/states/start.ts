import * as z from 'zod';

/** What every machine hands to its first state. */
export const startSchema = z.strictObject({
  /** Anything: a request, an event, or a mistake. */
  input: z.unknown(),
  executionId: z.string(),
});

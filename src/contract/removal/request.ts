import * as z from 'zod';
import { expectPlanSchema, linkPartSchema } from '../request-words.ts';
import { once } from '../when-asked.ts';

/** What a person asks of a removal: the input of an execution. */
export const removeRequestSchema = once(() =>
  z.strictObject({
    app: linkPartSchema(),
    env: linkPartSchema(),
    mode: z.enum(['remove', 'plan']).default('remove'),
    /** Goes on only if a fresh plan has this hash. */
    expectPlan: expectPlanSchema(),
    /** What somebody has changed is taken away as well. */
    force: z.boolean().default(false),
    /** Deletes the files of all revisions for good. */
    purge: z.boolean().default(false),
  }),
);
export type RemoveRequest = z.infer<ReturnType<typeof removeRequestSchema>>;

/** What an event may ask for: nothing that goes beyond what a person's plan has shown. */
export const removeEventSchema = once(() =>
  removeRequestSchema().omit({ force: true, purge: true }),
);

/** What the stack itself asks for, which only narrows: see `starterSchema`. */
export const removeTickSchema = once(() =>
  z.strictObject({
    app: linkPartSchema(),
    env: linkPartSchema(),
    startedBy: z.enum(['expiry', 'recovery']),
  }),
);

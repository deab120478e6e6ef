import * as z from 'zod';
import { linkPartPattern, planHashPattern } from '../name-patterns.ts';
import { once } from '../when-asked.ts';

const linkPart = once(() =>
  z
    .string()
    .regex(linkPartPattern, 'needs a lower-case letter first, then up to 31 of a-z, 0-9 and "-"'),
);

const expectPlan = once(() =>
  z
    .string()
    .regex(
      planHashPattern,
      'needs the hash that a plan printed, "sha256:" and 64 hexadecimal digits',
    )
    .nullable()
    .default(null),
);

/** What a person asks of a removal: the input of an execution. */
export const removeRequestSchema = once(() =>
  z.strictObject({
    app: linkPart(),
    env: linkPart(),
    mode: z.enum(['remove', 'plan']).default('remove'),
    /** Goes on only if a fresh plan has this hash. */
    expectPlan: expectPlan(),
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
    app: linkPart(),
    env: linkPart(),
    startedBy: z.enum(['expiry', 'recovery']),
  }),
);

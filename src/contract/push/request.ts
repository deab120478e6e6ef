import * as z from 'zod';
import { linkPartPattern } from '../name-patterns.ts';
import { once } from '../when-asked.ts';

const linkPart = once(() =>
  z
    .string()
    .regex(linkPartPattern, 'needs a lower-case letter first, then up to 31 of a-z, 0-9 and "-"'),
);

/** What a person asks of a push: the input of an execution, and the detail of "Auth Push Requested". */
export const pushRequestSchema = once(() =>
  z.strictObject({
    app: linkPart(),
    env: linkPart(),
    mode: z.enum(['push', 'plan']).default('push'),
    /** Ids of targets, or `["failed"]`: those that failed or were left the last time; `null`: all. */
    only: z.array(z.string().min(1)).min(1).nullable().default(null),
    /** In process: wait until the builds have ended. */
    follow: z.boolean().default(false),
  }),
);
export type PushRequest = z.infer<ReturnType<typeof pushRequestSchema>>;

import * as z from 'zod';
import { linkPartSchema } from '../request-words.ts';
import { once } from '../when-asked.ts';

/** What a person asks of a push: the input of an execution, and the detail of "Auth Push Requested". */
export const pushRequestSchema = once(() =>
  z.strictObject({
    app: linkPartSchema(),
    env: linkPartSchema(),
    mode: z.enum(['push', 'plan']).default('push'),
    /** Ids of targets, or `["failed"]`: those that failed or were left the last time; `null`: all. */
    only: z.array(z.string().min(1)).min(1).nullable().default(null),
    /** In process: wait until the builds have ended. */
    follow: z.boolean().default(false),
  }),
);
export type PushRequest = z.infer<ReturnType<typeof pushRequestSchema>>;

import * as z from 'zod';
import { findingSchema } from '../finding.ts';
import { loosely } from '../loosely.ts';
import { plannedTargetSchema } from './target.ts';
import { once } from '../when-asked.ts';

/** `push.json`: what a push is to do, stored before anything is written. */
export const pushPlanSchema = once(() =>
  loosely(
    z.strictObject({
      version: z.literal('1'),
      app: z.string(),
      env: z.string(),
      /** Over what is wanted of every target, never over what stands there. */
      hash: z.string(),
      /** The revision whose values are pushed, and the request that names the targets. */
      revision: z.number().int(),
      requestSha256: z.string(),
      targets: z.array(plannedTargetSchema()),
      findings: z.array(findingSchema()),
    }),
  ),
);
export type PushPlan = z.infer<ReturnType<typeof pushPlanSchema>>;

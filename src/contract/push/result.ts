import * as z from 'zod';
import { findingSchema } from '../finding.ts';
import { plannedTargetSchema } from './target.ts';
import { once } from '../when-asked.ts';

const targetResultSchema = once(() =>
  z.strictObject({
    id: z.string(),
    kind: z.string(),
    status: z.enum(['pushed', 'left', 'failed', 'superseded', 'building', 'gone', 'planned']),
    error: z.strictObject({ name: z.string(), message: z.string() }).optional(),
  }),
);

/** The result document of a push: what `push --json` prints. */
export const pushResultSchema = once(() =>
  z.strictObject({
    status: z.enum(['pushed', 'unchanged', 'planned', 'refused', 'failed']),
    error: z.strictObject({ name: z.string(), message: z.string() }).optional(),
    /** The revision that was pushed; `null`: nothing is recorded. */
    revision: z.number().int().nullable(),
    findings: z.array(findingSchema()),
    plan: z.strictObject({ hash: z.string(), targets: z.array(plannedTargetSchema()) }).optional(),
    targets: z.array(targetResultSchema()),
    /** Another run held the link and pushes what this one would have pushed. */
    superseded: z.boolean(),
    /** What is not told here, and where it is: the report has all. */
    missing: z.string().optional(),
    report: z.string().optional(),
  }),
);
export type PushResult = z.infer<ReturnType<typeof pushResultSchema>>;
export type TargetResult = PushResult['targets'][number];

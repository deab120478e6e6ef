import * as z from 'zod';
import { once } from './when-asked.ts';

/** How bad a finding is: one `error` refuses the import. */
export const severities = ['error', 'warning', 'info'] as const;
export type Severity = (typeof severities)[number];

/** What validation and the plan say about a request and its world. */
export const findingSchema = once(() =>
  z.strictObject({
    code: z.string().regex(/^[A-Z0-9_]+$/),
    severity: z.enum(severities),
    /** What it is about: an id, an ARN or a field of the request. */
    subject: z.string(),
    message: z.string(),
    found: z.string().optional(),
    needed: z.string().optional(),
    resolution: z.string(),
    /** The AWS CLI command that mends it: printed, never executed. */
    command: z.string().optional(),
    /** One that changes nothing and shows what mending needs; beside a command there is none. */
    look: z.string().optional(),
    /** What the rule knew, by the names that the catalogue gives it; of earlier versions, nothing. */
    facts: z.record(z.string(), z.json()).default({}),
  }),
);

export type Finding = z.infer<ReturnType<typeof findingSchema>>;

import * as z from 'zod';
import { findingSchema } from './finding.ts';
import { roleChangeSchema } from './plan.ts';
import { pushResultSchema } from './push/result.ts';
import { plannedTargetSchema } from './push/target.ts';
import { destinationShape } from './destination.ts';
import { repointedPoolSchema } from './repointed.ts';
import { once } from './when-asked.ts';

/** What becomes of a policy, in a word or two. */
export const policyVerbs = ['keep', 'add', 'replace', 'delete', 'emit', 'leave in place'] as const;

/** How a run ended. */
const statusSchema = once(() => z.enum(['published', 'unchanged', 'planned', 'refused', 'failed']));

/** The result document: the output of an execution, and of the command line with `--json`. */
export const resultSchema = once(() =>
  z.strictObject({
    status: statusSchema(),
    error: z.strictObject({ name: z.string(), message: z.string() }).optional(),
    ...destinationShape,
    findings: z.array(findingSchema()),
    plan: z
      .strictObject({
        hash: z.string(),
        hashVersion: z.number().int().default(1),
        /** Nothing is written on a role: the policies are emitted. */
        rolePolicies: z.literal('emit').optional(),
        /** The pools that the link leaves for others. */
        repointed: z.array(repointedPoolSchema()).optional(),
        roles: z.array(
          roleChangeSchema()
            .pick({ role: true, policyName: true, before: true, after: true, budget: true })
            .extend({
              /** What becomes of the policy, where its documents are left out: see `missing`. */
              verb: z.enum(policyVerbs).optional(),
            }),
        ),
        files: z.array(
          z.strictObject({ key: z.string(), sha256: z.string(), changed: z.boolean() }),
        ),
        push: z.array(plannedTargetSchema()),
        /** Whether it changes anything, where its lists are left out: see `missing`. */
        changed: z.boolean().optional(),
      })
      .optional(),
    published: z
      .strictObject({
        revision: z.number().int(),
        files: z.array(
          z.strictObject({ key: z.string(), bytes: z.number().int(), sha256: z.string() }),
        ),
      })
      .optional(),
    /** With `rolePolicies: "emit"`: the documents as files of the store, for the owners of the roles. */
    emitted: z
      .array(z.strictObject({ role: z.string(), policyName: z.string(), key: z.string() }))
      .optional(),
    /** When policies were written: how long AWS may take to enforce them. */
    propagation: z.string().optional(),
    /** What the push did, when it ran in the same command. */
    push: z
      .strictObject({
        status: z.enum(['pushed', 'failed']),
        error: z.strictObject({ name: z.string(), message: z.string() }).optional(),
        ...pushResultSchema().pick({ revision: true, targets: true, report: true }).partial().shape,
      })
      .optional(),
    /** What is not told here, and where it is: the report has all. */
    missing: z.string().optional(),
    /** Key of the report in the store. */
    report: z.string().optional(),
  }),
);

export type Status = z.infer<ReturnType<typeof statusSchema>>;
export type Result = z.infer<ReturnType<typeof resultSchema>>;

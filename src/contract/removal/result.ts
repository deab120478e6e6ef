import * as z from 'zod';
import { findingSchema } from '../finding.ts';
import { plannedTargetSchema } from '../push/target.ts';
import { removalPlanSchema } from './plan.ts';
import { once } from '../when-asked.ts';

const errorSchema = once(() => z.strictObject({ name: z.string(), message: z.string() }));

/** What has become of one target, or would. */
const removedTargetSchema = once(() =>
  z.strictObject({
    id: z.string(),
    kind: z.string(),
    status: z.enum(['restored', 'gone', 'left', 'failed', 'planned']),
    error: errorSchema().optional(),
  }),
);

/** What has become of our policy on one role, or would. */
const removedPolicySchema = once(() =>
  z.strictObject({
    role: z.string(),
    policyName: z.string(),
    status: z.enum(['removed', 'restored', 'gone', 'left', 'handed over', 'failed', 'planned']),
    error: errorSchema().optional(),
  }),
);

/** What is somebody's to see to once the link is gone. */
const leftSchema = once(() =>
  z.strictObject({
    what: z.string(),
    owner: z.string(),
    command: z.string().optional(),
  }),
);

/** The result document of a removal: what `remove --json` prints. */
export const removalResultSchema = once(() =>
  z.strictObject({
    status: z.enum(['removed', 'unchanged', 'planned', 'refused', 'failed']),
    error: errorSchema().optional(),
    /** The last revision that was published; `null`: none ever was. */
    revision: z.number().int().nullable(),
    findings: z.array(findingSchema()),
    plan: z
      .strictObject({
        hash: z.string(),
        hashVersion: z.number().int(),
        /** Nothing is written on a role: its owner is told what is to be taken away. */
        rolePolicies: z.literal('emit').optional(),
        /** The files of all revisions are deleted for good. */
        purge: z.boolean().default(false),
        /** Nothing is published any more: an earlier removal has begun. */
        isBegun: z.boolean().default(false),
        roles: removalPlanSchema().shape.roles,
        targets: z.array(plannedTargetSchema()),
      })
      .optional(),
    roles: z.array(removedPolicySchema()),
    targets: z.array(removedTargetSchema()),
    /** What is left to people. */
    left: z.array(leftSchema()).optional(),
    /** Roles and pools that nothing of ours is on any more. */
    yours: z.array(z.string()).optional(),
    /** With `rolePolicies: "emit"`: files of the store that name what the owners of the roles take away. */
    emitted: z
      .array(z.strictObject({ role: z.string(), policyName: z.string(), key: z.string() }))
      .optional(),
    /** What is not told here, and where it is: the report has all. */
    missing: z.string().optional(),
    report: z.string().optional(),
  }),
);
export type RemovalResult = z.infer<ReturnType<typeof removalResultSchema>>;
export type RemovedTarget = RemovalResult['targets'][number];
export type RemovedPolicy = RemovalResult['roles'][number];
export type Left = z.infer<ReturnType<typeof leftSchema>>;

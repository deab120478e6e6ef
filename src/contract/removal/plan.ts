import * as z from 'zod';
import { findingSchema } from '../finding.ts';
import { loosely } from '../loosely.ts';
import { plannedTargetSchema, targetRefSchema } from '../push/target.ts';
import { requestSchema } from '../request.ts';
import { once } from '../when-asked.ts';

/** What becomes of our policy on one role. */
const removedRoleSchema = once(() =>
  z.strictObject({
    role: z.string(),
    policyName: z.string(),
    /** The exact text that stands there; `null`: none is seen. */
    stands: z.string().nullable(),
    /**
     * `delete`: also where none is seen, since reads of IAM lag behind its writes. `restore`: what a run that
     * died had found there is put back. `leave`: somebody else has changed it. `hand over`: its owner takes it
     * away, and is told. `gone`: there is nothing to take away.
     */
    change: z.enum(['delete', 'restore', 'leave', 'hand over', 'gone']),
    /** What `restore` puts there; `null`: no policy. */
    putBack: z.string().nullable().default(null),
  }),
);
export type RemovedRole = z.infer<ReturnType<typeof removedRoleSchema>>;

/** `removal.json`: what a removal is to take away, stored before anything is written. */
export const removalPlanSchema = once(() =>
  loosely(
    z.strictObject({
      version: z.literal('1'),
      app: z.string(),
      env: z.string(),
      /** Over what is taken away and what is put back, never over what stands there. */
      hash: z.string(),
      hashVersion: z.number().int(),
      rolePolicies: requestSchema().shape.rolePolicies.unwrap(),
      /** What somebody has changed is taken away as well. */
      force: z.boolean(),
      /** The files of all revisions are deleted for good. */
      purge: z.boolean().default(false),
      /** A tombstone stands already: an earlier removal has begun. */
      isBegun: z.boolean().default(false),
      /** The last revision that was published; `null`: none ever was. */
      revision: z.number().int().nullable(),
      /** The exact bytes that take the place of the manifest; `null`: nothing is published. */
      tombstone: z.string().nullable(),
      /** ETag of the manifest that the plan was made against. */
      manifestEtag: z.string().nullable(),
      roles: z.array(removedRoleSchema()),
      /** Every target that holds something of ours, each with the values that are put back. */
      targets: z.array(plannedTargetSchema()),
      /** Targets that are not there any more, and what was pushed to them neither. */
      gone: z.array(targetRefSchema()).default([]),
      findings: z.array(findingSchema()),
    }),
  ),
);
export type RemovalPlan = z.infer<ReturnType<typeof removalPlanSchema>>;

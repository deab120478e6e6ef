import * as z from 'zod';

const revisionFileSchema = z.strictObject({
  path: z.string(),
  bytes: z.number().int(),
  sha256: z.string(),
  /** Against the revision before. */
  change: z.enum(['added', 'changed', 'same']),
});

/** One key that says something else than in the revision before, as `compare` tells it. */
const revisionDifferenceSchema = z.strictObject({
  /** The file in which the key is. */
  file: z.string(),
  key: z.string(),
  change: z.enum(['added', 'removed', 'changed', 'reordered']),
  /** Left out where there is none; `(not shown)` for what may be a secret. */
  before: z.unknown().optional(),
  now: z.unknown().optional(),
  effect: z.enum(['breaking', 'behaviour', 'unread', 'none']),
  meaning: z.string(),
});
export type RevisionDifference = z.infer<typeof revisionDifferenceSchema>;

/** Our policy on a role that the run of a revision has changed; documents are the exact text, `null`: none. */
const revisionPolicySchema = z.strictObject({
  role: z.string(),
  policyName: z.string(),
  /** `emitted`: its owner was handed it. */
  change: z.enum(['added', 'replaced', 'deleted', 'emitted']),
  before: z.string().nullable(),
  after: z.string().nullable(),
});
export type RevisionPolicy = z.infer<typeof revisionPolicySchema>;

const revisionSchema = z.strictObject({
  revision: z.number().int(),
  /** The run that made it; `null`: it was recorded by a version that did not note it. */
  run: z.string().nullable(),
  /** When that run began. */
  at: z.string().nullable(),
  /** The revision that it is compared with; `null`: there is none before it, or its files are gone. */
  comparedWith: z.number().int().nullable(),
  /** `null`: its files are gone, or nothing says which of several sets it is. */
  files: z.array(revisionFileSchema).nullable(),
  /** Files of the revision before that it does not have. */
  removedFiles: z.array(z.string()),
  /** Those of each file that changed; `null`: there is nothing to compare. */
  differences: z.array(revisionDifferenceSchema).nullable(),
  /** What its run has done on roles; a run that changes nothing else makes no revision. `null`: its plan is gone. */
  policies: z.array(revisionPolicySchema).nullable(),
});
export type Revision = z.infer<typeof revisionSchema>;

/**
 * What `history --json` prints.
 *
 * @public for programs that read it
 */
export const historySchema = z.strictObject({
  /** The newest first. */
  revisions: z.array(revisionSchema),
  /** How many older ones there are. */
  more: z.number().int(),
});
export type History = z.infer<typeof historySchema>;

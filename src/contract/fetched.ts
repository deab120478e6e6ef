import * as z from 'zod';

/**
 * What `amplify-import fetch --json` prints. A fetch that fails prints a result with its error.
 *
 * @public for programs that read it
 */
export const fetchedSchema = z.strictObject({
  status: z.enum(['fetched', 'unchanged']),
  app: z.string(),
  env: z.string(),
  /** Where it was read: `s3://…`, or a path. */
  from: z.string(),
  revision: z.number().int(),
  files: z.array(
    z.strictObject({
      /** As it was written: below `--out`. */
      path: z.string(),
      /** Of the published file; `null`: it is no copy of one. */
      sha256: z.string().nullable(),
      changed: z.boolean(),
      /** The secret of the native client was added to the local file. */
      secret: z.boolean(),
    }),
  ),
  /** What stood here and is no more; left out: nothing that has to be known. */
  replaced: z
    .strictObject({
      /** The later revision that files here were of, if any is known: somebody has gone back to this one. */
      revision: z.number().int().nullable(),
      /** Files that said what the new ones say no more. */
      files: z.array(
        z.strictObject({
          path: z.string(),
          /** Ids of pools that the new one does not name. */
          pools: z.array(z.string()),
          /** Sections that the new one has not, and keys that no file of ours ever says. */
          keys: z.array(z.string()),
        }),
      ),
    })
    .optional(),
  /** Paths that the revision names and this version does not know: they were not written. Left out: none. */
  unknown: z.array(z.string()).optional(),
  /** What `--merge` did. */
  merged: z
    .strictObject({
      path: z.string(),
      changed: z.boolean(),
      /** Sections that are ours now. */
      taken: z.array(z.string()),
      /** Sections that both have, and the file keeps. */
      kept: z.array(z.string()),
      /** Keys of its `auth` that we never say, and that stay: `auth.user_pool_endpoint`. */
      own: z.array(z.string()),
      /** What its `auth` loses, and what it says otherwise with an effect on apps. */
      changes: z.array(
        z.strictObject({
          key: z.string(),
          change: z.enum(['added', 'removed', 'changed', 'reordered']),
          /** What the file had; `(not shown)` for what may be a secret. */
          before: z.unknown().optional(),
          now: z.unknown().optional(),
          effect: z.enum(['breaking', 'behaviour', 'unread', 'none']),
          meaning: z.string(),
        }),
      ),
    })
    .nullable(),
});

export type Fetched = z.infer<typeof fetchedSchema>;

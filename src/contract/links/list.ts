import * as z from 'zod';

/**
 * What a link stands in. `busy`: a run holds its lease and may still write. `half-removed`: it was removed,
 * and something of ours still stands somewhere. `removed`: nothing does.
 */
const linkStateSchema = z.enum(['ready', 'busy', 'half-removed', 'removed']);
export type LinkState = z.infer<typeof linkStateSchema>;

/**
 * How the targets of a link stand. `none`: it has no target. `pushed`: all have what is recorded.
 * `building`: so they have, and a build has not ended. `incomplete`: one was left alone or has failed.
 * `owed`: a push is still to bring them what is recorded.
 */
const pushStateSchema = z.enum(['none', 'pushed', 'building', 'incomplete', 'owed']);
export type PushState = z.infer<typeof pushStateSchema>;

/** A link at a glance. */
export const linkEntrySchema = z.strictObject({
  app: z.string(),
  env: z.string(),
  /** `null`: no request is recorded. */
  userPoolId: z.string().nullable(),
  /** The one that is published, of a removed link the last that was; `null`: none ever was. */
  revision: z.number().int().nullable(),
  push: pushStateSchema,
  /** `null`: nobody has looked for drift. */
  drift: z.null(),
  /** When it is to be removed by itself. */
  expires: z.string().nullable(),
  state: linkStateSchema,
  /** Why its manifest cannot be read, and what to do; left out: it can, or there is none. */
  fault: z.string().optional(),
});
export type LinkEntry = z.infer<typeof linkEntrySchema>;

/**
 * What `list --json` prints: all links of a store, by app and environment.
 *
 * @public for programs that read it
 */
export const linkListSchema = z.strictObject({ links: z.array(linkEntrySchema) });
export type LinkList = z.infer<typeof linkListSchema>;

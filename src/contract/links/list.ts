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

/** Something that a run has begun or owes, or that somebody has to see to. */
const openMatterSchema = z.strictObject({
  what: z.enum([
    /** Its manifest cannot be read. `about`: why, and what to do. */
    'manifest-unreadable',
    /** A run holds the lease and is dead; the next one takes it over. `about`: its owner. */
    'lease-left',
    /** An import has begun to write and did not record it. `about`: its run. */
    'import-begun',
    /** A push has begun to write and did not record it. `about`: when. */
    'push-begun',
    /** The link was removed, and this still stands. `about`: a role, or the id of a target. */
    'half-removed',
    /** A revision is published that the link does not know. `about`: its number. */
    'unrecorded',
    /** A revision is recorded and was never announced on the bus. `about`: its number. */
    'unannounced',
    /** The removal was never announced on the bus. `about`: when it was removed. */
    'removal-unannounced',
    /** The time has come at which the link is to be removed. `about`: that time. */
    'expired',
    /** The targets have another revision, or what another request wants. `about`: the recorded revision. */
    'push-owed',
    /** A target was left alone or has failed. `about`: its id. */
    'target-not-pushed',
    /** A build is to be started. `about`: the id of its target. */
    'build-owed',
    /** A distribution is to be invalidated. `about`: the id of its target. */
    'invalidation-owed',
  ]),
  about: z.string(),
});
export type OpenMatter = z.infer<typeof openMatterSchema>;

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
  /** What it has open, the gravest first. */
  open: z.array(openMatterSchema),
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

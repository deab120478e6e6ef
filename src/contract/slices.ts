import * as z from 'zod';
import { findingSchema } from './finding.ts';
import { starterSchema } from './link.ts';
import { authSettingsSchema, classicFlowSchema, identitySettingsSchema } from './pool-settings.ts';
import { storedRequestSchema } from './request.ts';
import { resultSchema } from './result.ts';
import { once, whenAsked } from './when-asked.ts';

/** The slices of state data: each state adds its own and changes no other. */

/** Where a part of the state data lies that is too large for them, and the hash by which it is known. */
const keptFileSchema = once(() => z.strictObject({ key: z.string(), sha256: z.string() }));
export type KeptFile = z.infer<ReturnType<typeof keptFileSchema>>;

/**
 * What a validating state found. State data is small: findings that are too large for it lie in a file
 * under the run, and the list is empty then; settings that are lie in another one, and `null` stands for them.
 */
const foundSchemas = once(() => ({
  findings: z.array(findingSchema()),
  findingsFile: z
    .strictObject({
      ...keptFileSchema().shape,
      count: z.number().int(),
      errors: z.number().int(),
    })
    .optional(),
  settingsFile: keptFileSchema().optional(),
}));

/**
 * Roles that were restored, and to which document; `null`: to none. Of so many that state data have no room for
 * them, the first.
 */
const restoredSchema = once(() =>
  z.array(z.strictObject({ role: z.string(), sha256: z.string().nullable() })),
);

export const slices = whenAsked({
  request: storedRequestSchema,
  /** Where the whole of a large request lies, whose lists are empty in the state data; `null`: they have it all. */
  requestFile: keptFileSchema,
  link: () => z.strictObject({ app: z.string(), env: z.string(), source: z.string() }),
  /** `id` names the run's folder of reports; `executionId` owns the lease. */
  run: () =>
    z.strictObject({
      id: z.string(),
      now: z.string(),
      executionId: z.string(),
      /** A run that makes a death good has the start of the dead one. */
      startedBy: starterSchema(),
      /**
       * When what it brings was asked for: the time of the event, else when it began; `null`: it brings what
       * is recorded, whenever that was asked for.
       */
      asOf: z.string().nullable(),
      /** The id of the event that asked for it: the same each time that it is delivered. */
      eventId: z.string().nullable().default(null),
      /** The execution whose death this run makes good; it goes on only while that one held the lease. */
      recovers: z.string().nullable(),
    }),
  lease: () => z.strictObject({ fence: z.number().int() }),
  userPool: () =>
    z.strictObject({
      settings: authSettingsSchema().nullable(),
      /** Ids of the clients that a config would name; a client that is refused is none of them. */
      clients: z.array(z.string()),
      /** Groups that the request grants something to, as they are in the pool. */
      grantedGroups: z.array(z.strictObject({ name: z.string(), roleArn: z.string().nullable() })),
      /** `false`: the pool may have groups that were not read, with roles that nobody knows here. */
      groupsKnown: z.boolean(),
      /** What is unusual about the tokens of the pool; left out: nothing. */
      tokens: z
        .strictObject({
          /** They name the updated issuer; `null`: the pool was not read. */
          updatedIssuer: z.boolean().nullable(),
          /** A trigger may write claims, groups and roles into them. */
          rewritten: z.boolean(),
        })
        .optional(),
      /** Attributes that users can set as they like, by a published client; left out: every standard one. */
      writable: z.array(z.string()).optional(),
      /** Claims that they can set where the value is nobody else's; left out: none. */
      claimable: z.array(z.string()).optional(),
      /** Attributes that tokens of a client may hold, by its id, where it has a list; left out: none has. */
      readable: z.record(z.string(), z.array(z.string())).optional(),
      /** The account that its ARN names; left out: it was not read, or names none. */
      account: z.string().optional(),
      /** Value of the pool's tag `amplify-import`, by which its owner lets functions work on its users. */
      allowTag: z.string().optional(),
      ...foundSchemas(),
    }),
  identityPool: () =>
    z.strictObject({
      settings: identitySettingsSchema().nullable(),
      /** Left out: the identity pool was not read. */
      classicFlow: classicFlowSchema().optional(),
      ...foundSchemas(),
    }),
  /** Leaves are null until the plan is made, so that Announce config finds its path. */
  plan: () =>
    z.strictObject({
      key: z.string().nullable(),
      sha256: z.string().nullable(),
      hash: z.string().nullable(),
      errors: z.number().int().nullable(),
      /** What Apply, Publish and Record link have to do; 0: the world is as wanted. */
      changes: z.number().int().nullable(),
      /** As many of them as a plan shows: what is noted on the link is no line of it; `null`: nobody counted. */
      shown: z.number().int().nullable().default(null),
      /** The current revision was published but never announced. */
      unannounced: z.boolean().nullable(),
      revision: z.number().int().nullable(),
      /** What a person has said who was shown the plan, in process; `null`: nobody was asked. */
      agreed: z.boolean().nullable().default(null),
    }),
  applied: () =>
    z.strictObject({
      written: z.number().int(),
      deleted: z.number().int(),
      /** What was restored after a run that died, before policies were emitted. */
      restored: restoredSchema().optional(),
    }),
  published: () =>
    z.strictObject({
      revision: z.number().int(),
      /** Whether this run committed a new revision. */
      committed: z.boolean(),
      filesWritten: z.number().int(),
    }),
  recorded: () => z.strictObject({ revision: z.number().int().nullable() }),
  announced: () => z.record(z.string(), z.json()),
  undone: () =>
    z.strictObject({
      committed: z.boolean(),
      /** Roles that were restored, and to which document; `null`: another run has the link by now. */
      restored: restoredSchema().nullable(),
    }),
  /** Step Functions may leave the cause of a timeout out. */
  failure: () => z.object({ Error: z.string(), Cause: z.string().default('') }),
  /** What kept Undo from its work; the original failure stands beside it. */
  undoFailure: () => z.object({ Error: z.string(), Cause: z.string().default('') }),
  outcome: () =>
    z.strictObject({
      status: resultSchema().shape.status,
      error: z.string().nullable(),
      /** At most 8,000 characters of plain text. */
      cause: z.string().nullable(),
      detailType: z.string(),
      detail: z.record(z.string(), z.json()),
      result: resultSchema(),
    }),
});

/** The run of a report: versions before did not say when it was asked for. */
export const reportedRunSchema = once(() =>
  slices.run.extend({ asOf: z.string().nullable().default(null) }),
);

type SliceName = keyof typeof slices;
export type Slice<Name extends SliceName> = z.infer<(typeof slices)[Name]>;
/** What a validating state found, whether it is in the state data or in a file. */
export type Found = Pick<Slice<'identityPool'>, keyof ReturnType<typeof foundSchemas>>;

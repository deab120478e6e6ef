import * as z from 'zod';
import { ledgerEntrySchema } from '../link.ts';
import { publishedFileSchema } from '../manifest.ts';
import { recordedTargetSchema } from '../push/target.ts';
import { accessSchema, answerSchema } from '../report.ts';
import { storedRequestSchema } from '../request.ts';
import { linkEntrySchema } from './list.ts';

/** Where people see it in the console; `null`: an emulator has none. */
const consoleSchema = z.string().nullable();

const poolSchema = z.strictObject({ id: z.string(), console: consoleSchema });

/** A target as the link knows it. Of what stands under our keys only what we wrote there is told. */
const shownTargetSchema = recordedTargetSchema()
  .pick({
    id: true,
    kind: true,
    status: true,
    wroteAt: true,
    build: true,
    invalidation: true,
    error: true,
  })
  .extend({ wrote: z.record(z.string(), z.string()) });

/** What a run has left in the store. */
const runSummarySchema = z.strictObject({
  run: z.string(),
  kind: z.enum(['import', 'push', 'removal']),
  /** When it began. */
  at: z.string().nullable(),
  startedBy: z.string().nullable(),
  /** As its report has it; `unfinished`: it left a plan and no report, so that it runs still, or has died. */
  status: z.string(),
  revision: z.number().int().nullable(),
  error: z.strictObject({ name: z.string(), message: z.string() }).nullable(),
  /** Address of its report. */
  report: z.string().nullable(),
});
export type RunSummary = z.infer<typeof runSummarySchema>;

/** What the report of an import says of who can do what; `null`: it says nothing. */
const whoCanWhatSchema = z.strictObject({
  run: z.string(),
  at: z.string(),
  access: z.array(accessSchema()).nullable(),
  whoCan: z.array(answerSchema()).nullable(),
});
export type WhoCanWhat = z.infer<typeof whoCanWhatSchema>;

/**
 * What `show --json` prints: all that is known of a link.
 *
 * @public for programs that read it
 */
export const shownLinkSchema = linkEntrySchema.extend({
  /** What frontends fetch; `null`: nothing is published. */
  published: z
    .strictObject({
      /** Where the files lie, of the revision and under their fixed names. */
      address: z.string(),
      revision: z.number().int(),
      files: z.array(publishedFileSchema()),
    })
    .nullable(),
  /** The last request that was imported. */
  request: storedRequestSchema().nullable(),
  pools: z.strictObject({
    userPool: poolSchema.nullable(),
    identityPool: poolSchema.nullable(),
    webClientId: z.string().nullable(),
    nativeClientId: z.string().nullable(),
  }),
  /** Our policies that stand on roles. */
  ledger: z.array(
    ledgerEntrySchema()
      .pick({ roleArn: true, policyName: true, sha256: true })
      .extend({ console: consoleSchema }),
  ),
  targets: z.array(shownTargetSchema),
  /** Who holds the link; `null`: nobody. */
  lease: z
    .strictObject({
      /** An execution, or `local:<host>@<place>:<process>:<start>:<uuid>`. */
      owner: z.string(),
      fence: z.number().int(),
      takenAt: z.string().nullable(),
      /** Of a process: until when it counts as alive without another sign of life. */
      heartbeatUntil: z.string().nullable(),
      /** Whether it may still write; `true` also where nobody could look. */
      alive: z.boolean(),
      console: consoleSchema,
    })
    .nullable(),
  /** What an import has begun to write and not recorded; `null`: nothing. */
  intent: z
    .strictObject({
      run: z.string(),
      /** It got as far as its commit: the next run finishes it, and undoes nothing. */
      committed: z.boolean(),
      /** Where its plan lies, which has its request. */
      plan: z.string(),
      roles: z.array(z.strictObject({ roleArn: z.string(), policyName: z.string() })),
    })
    .nullable(),
  /** The latest runs, the newest first. */
  runs: z.array(runSummarySchema),
  /** By the last import that ended well; `null`: none is known, or the link was removed since. */
  whoCanWhat: whoCanWhatSchema.nullable(),
});
export type ShownLink = z.infer<typeof shownLinkSchema>;

import * as z from 'zod';
import { findingSchema, type Finding } from './finding.ts';
import type { FindingCode } from './findings.ts';
import { loosely } from './loosely.ts';
import { destinationShape } from './destination.ts';
import { publishedValuesSchema } from './push/published.ts';
import { plannedTargetSchema } from './push/target.ts';
import { repointedPoolSchema } from './repointed.ts';
import { runRequestSchema } from './request.ts';
import { once } from './when-asked.ts';

/** What IAM counts on a role: characters of all inline policies without white space. */
const budgetSchema = once(() =>
  z.strictObject({
    /** Everyone else's policies. */
    used: z.number().int(),
    /** Ours, as it will be. */
    need: z.number().int(),
    limit: z.number().int(),
  }),
);

/** Everyone else's inline policies on a role, by name and counted size only. */
export const foreignPoliciesSchema = once(() =>
  z.array(z.strictObject({ name: z.string(), size: z.number().int() })),
);

/** What becomes of our policy on one role. Documents are the exact text; `null`: no policy. */
export const roleChangeSchema = once(() =>
  z.strictObject({
    role: z.string(),
    policyName: z.string(),
    before: z.string().nullable(),
    after: z.string().nullable(),
    /**
     * Apply writes. Also when a read says that the document stands, unless the ledger says so too: reads
     * of IAM lag behind its writes.
     */
    write: z.boolean(),
    budget: budgetSchema(),
    foreign: foreignPoliciesSchema(),
  }),
);

/** One file of the client config; `changed`: differs from the current manifest. */
const plannedFileSchema = once(() =>
  z.strictObject({
    path: z.string(),
    bytes: z.number().int(),
    sha256: z.string(),
    contentType: z.string(),
    content: z.string(),
    changed: z.boolean(),
    /** The current copy, or the file of the revision, is missing or was tampered with. */
    repair: z.boolean(),
    /** Where the file of the revision lies that is, below the link's folder; left out: none is. */
    damaged: z.string().optional(),
  }),
);

/** `plan.json`: the exact list of what a run would change, with whatever a later version says beside it. */
export const planSchema = once(() =>
  loosely(
    z.strictObject({
      version: z.literal('1'),
      app: z.string(),
      env: z.string(),
      ...destinationShape,
      /**
       * Over the pools that the link leaves, roles, files, push changes, which errors and warnings there are of
       * what, the facts of warnings, and when the environment ends; equal worlds and requests give equal hashes.
       */
      hash: z.string(),
      /**
       * What the hash holds; raised whenever that changes, since hashes of two versions cannot be compared.
       * Plans of before it was told are of version 1.
       */
      hashVersion: z.number().int().default(1),
      request: runRequestSchema(),
      /** The pools that the link leaves for others: apps then sign in elsewhere. */
      repointed: z.array(repointedPoolSchema()).default([]),
      roles: z.array(roleChangeSchema()),
      /**
       * Roles on which what a run that died had found there is restored, before the policies are emitted.
       * Plans of before it was told say it by a finding about each of them.
       */
      restoredFirst: z.array(z.string()).optional(),
      /** Roles that were read too: no policy of ours is there, and none is to come. */
      otherRoles: z
        .array(z.strictObject({ role: z.string(), foreign: foreignPoliciesSchema() }))
        .default([]),
      files: z.array(plannedFileSchema()),
      /** Paths that are published, and no more once the plan is carried out. */
      removedFiles: z.array(z.string()).default([]),
      /** What is wanted of each push target, and what stands there of ours. */
      push: z.array(plannedTargetSchema()).default([]),
      /** What pushes write from then on; `null`: the plan is refused, or older than pushes. */
      published: publishedValuesSchema().nullable().default(null),
      /** The revision that stands once the plan is carried out; `null`: none yet and none to come. */
      revision: z.number().int().nullable(),
      /** The exact bytes of the manifest to commit; `null` when no file changes. */
      manifest: z.string().nullable(),
      /** ETag of the manifest that the plan was made against; `null`: there was none. */
      manifestEtag: z.string().nullable(),
      findings: z.array(findingSchema()),
    }),
  ).transform((plan) => ({
    ...plan,
    restoredFirst: plan.restoredFirst ?? subjectsOf('BEGUN_WRITE_UNDONE', plan.findings),
  })),
);

function subjectsOf(code: FindingCode, findings: readonly Finding[]): string[] {
  return findings.filter((one) => one.code === code).map(({ subject }) => subject);
}

export type RoleChange = z.infer<ReturnType<typeof roleChangeSchema>>;
export type PlannedFile = z.infer<ReturnType<typeof plannedFileSchema>>;
export type OtherRole = z.infer<ReturnType<typeof planSchema>>['otherRoles'][number];
export type Plan = z.infer<ReturnType<typeof planSchema>>;

import * as z from 'zod';
import { findingSchema } from './finding.ts';
import { loosely } from './loosely.ts';
import { foreignPoliciesSchema } from './plan.ts';
import { runRequestSchema } from './request.ts';
import { resultSchema } from './result.ts';
import { authSettingsSchema, identitySettingsSchema, reachSchema } from './pool-settings.ts';
import { reportedRunSchema, slices } from './slices.ts';
import { once } from './when-asked.ts';

/** One permission as a policy of ours grants it, or takes it back. */
const permissionSchema = once(() =>
  z.strictObject({
    /** A denial beats every permission; absent: allowed. */
    effect: z.literal('Deny').optional(),
    actions: z.array(z.string()),
    resources: z.array(z.string()),
    /** The condition of the statement as IAM holds it. */
    condition: z.json().optional(),
  }),
);

/**
 * What some users of the app can do by our policy on the role that they get.
 *
 * @public for programs that read a report
 */
export const accessSchema = once(() =>
  z.strictObject({
    /** `signed-in users`, `guests`, or `members of <group>`. */
    principal: z.string(),
    role: z.string(),
    /** Which of them really get the role. */
    reach: reachSchema(),
    policyName: z.string(),
    /** `null`: nobody knows, or it is something that this run did not read. */
    can: z.array(permissionSchema()).nullable(),
    /**
     * Everyone else's inline policies on the role; what they grant is their owners' business. `null`:
     * they could not be read.
     */
    others: foreignPoliciesSchema().nullable(),
  }),
);

/**
 * Whom our policies let do something, whichever role it is by.
 *
 * @public for programs that read a report
 */
export const answerSchema = once(() =>
  z.strictObject({
    actions: z.array(z.string()),
    /** As a policy names it: `*` is any text, the identity in it that of whoever asks. */
    resource: z.string(),
    /** What the call must ask for besides: any of these values of a key, like `s3:prefix`. */
    asking: z.record(z.string(), z.array(z.string())).optional(),
    who: z.array(z.string()),
  }),
);

/** `report.json`: everything that people may want to know of a run. No secret is in it. */
export const reportSchema = once(() =>
  loosely(
    resultSchema().extend({
      version: z.literal('1'),
      run: reportedRunSchema(),
      /** The request as it was understood, with every option filled in. */
      request: runRequestSchema(),
      /**
       * The pools as they were read, as far as the config and the policies need them; `null`: not read, or
       * not asked for. Reports of earlier versions do not say.
       */
      userPool: authSettingsSchema().nullable().default(null),
      identityPool: identitySettingsSchema().nullable().default(null),
      /** All of them, also those that did not fit into the outcome. */
      findings: z.array(findingSchema()),
      /** Who can do what once the run has ended; `null` where the roles were not looked at. */
      access: z.array(accessSchema()).nullable(),
      /** The same by what can be done. Roles that nobody gets, or whose policy is not known, say nothing here. */
      whoCan: z.array(answerSchema()).nullable(),
      failure: slices.failure.nullable(),
      undoFailure: slices.undoFailure.nullable(),
      /** Commands that restore by hand what an Undo could not; absent where nothing is left to restore. */
      restore: z.array(z.string()).optional(),
    }),
  ),
);

export type Access = z.infer<ReturnType<typeof accessSchema>>;
export type AccessAnswer = z.infer<ReturnType<typeof answerSchema>>;
export type Report = z.infer<ReturnType<typeof reportSchema>>;

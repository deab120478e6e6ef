import * as z from 'zod';
import { loosely } from './loosely.ts';
import { publishedValuesSchema } from './push/published.ts';
import { recordedTargetSchema } from './push/target.ts';
import { runRequestSchema } from './request.ts';
import { once } from './when-asked.ts';

/**
 * Who starts a run: a person's request, an event, or the stack itself, because the world has changed, an
 * environment has expired, or a run that died is to be made good.
 */
export const starterSchema = once(() =>
  z.enum(['request', 'event', 'drift', 'expiry', 'recovery']),
);
export type Starter = z.infer<ReturnType<typeof starterSchema>>;

/** A link is one app and environment in one store. */
const linkNameSchema = once(() => z.strictObject({ app: z.string(), env: z.string() }));
export type LinkName = z.infer<ReturnType<typeof linkNameSchema>>;

/** Who writes: an execution ARN, or a process, as `localOwner` of `src/domain/link/lease.ts` reads it. */
const leaseSchema = once(() =>
  z.strictObject({
    owner: z.string().nullable(),
    /** Grows with each owner; checked before each write of Apply and Publish. */
    fence: z.number().int(),
    /** ISO time until which a local owner counts as alive; `null` for an execution. */
    heartbeatUntil: z.string().nullable(),
    /** When the owner took it; of earlier versions, nobody knows. */
    takenAt: z.string().nullable().default(null),
  }),
);

/** Where a plan lies, and the hash by which its readers know that it is the one that was made. */
const storedAt = once(() => z.strictObject({ key: z.string(), sha256: z.string() }));

/** What one role's policy of ours was before a run, and what it is to become. */
const intendedRoleSchema = once(() =>
  z.strictObject({
    roleArn: z.string(),
    policyName: z.string(),
    /** The document to restore, byte for byte; `null`: there was none. */
    before: z.string().nullable(),
    /** sha256 of the document that the run writes; `null`: it deletes the policy. */
    afterSha256: z.string().nullable(),
    /** The same of runs that died before and passed their before-image to the next. */
    earlier: z.array(z.string()).optional(),
  }),
);

/** Written before the first write on a role, closed by Record link or by Undo. */
const intentSchema = once(() =>
  z.strictObject({
    runId: z.string(),
    fence: z.number().int(),
    /** sha256 of the manifest that commits the run; `null` when the run changes no file. */
    manifestSha256: z.string().nullable(),
    /** The plan that the run carries out, so that a later run can record it. */
    plan: storedAt(),
    /** The hash by which a person has agreed to that plan; `null`: nobody had to, or nobody knows. */
    agreed: z.string().nullable().default(null),
    /** When what the run brings about was asked for; of earlier versions, nobody knows. */
    asOf: z.string().nullable().default(null),
    /** The id of the event that had asked for it. */
    eventId: z.string().nullable().default(null),
    roles: z.array(intendedRoleSchema()),
  }),
);

/** A role whose policy an Undo restored: until the next record, a read may still show what was undone. */
const undoneRoleSchema = once(() =>
  z.strictObject({
    roleArn: z.string(),
    sha256: z.array(z.string()),
    /** Those among them that somebody else had written: a removal leaves them. */
    adopted: z.array(z.string()).optional(),
  }),
);

/** A policy that we wrote and that stands. */
export const ledgerEntrySchema = once(() =>
  z.strictObject({
    roleArn: z.string(),
    policyName: z.string(),
    sha256: z.string(),
    /** Documents that stood there before, newest first: a read may lag behind. */
    earlier: z.array(z.string()),
    /** Those among them that somebody else had written, and an import took over: a removal leaves them. */
    adopted: z.array(z.string()).optional(),
  }),
);

/** A plan that a run stored, found again by its hash. */
const storedPlanSchema = once(() =>
  z.strictObject({
    hash: z.string(),
    key: z.string(),
    kind: z.enum(['import', 'removal']).default('import'),
    /** Who started the run that made it; of earlier versions, nobody knows. */
    startedBy: starterSchema().nullable().default(null),
    hashVersion: z.number().int().default(1),
  }),
);
export type RememberedPlan = z.infer<ReturnType<typeof storedPlanSchema>>;

/** What a link knows of its pushes. Of a push before targets were recorded, nothing. */
const pushRecordSchema = once(() =>
  z.strictObject({
    /** What was pushed last: a push is owed while the link records something else. */
    of: z
      .strictObject({ revision: z.number().int(), requestSha256: z.string() })
      .nullable()
      .default(null),
    /** The plan of the push that is under way, noted before its first write; a dead one leaves it. */
    open: z.strictObject({ plan: storedAt(), at: z.string() }).nullable().default(null),
    targets: z.array(recordedTargetSchema()).default([]),
  }),
);
export type PushRecord = z.infer<ReturnType<typeof pushRecordSchema>>;

const removedSchema = once(() =>
  z.strictObject({
    at: z.string(),
    /** The last that was published; `null`: none ever was. */
    revision: z.number().int().nullable(),
    /** "Auth Removed" is on the bus. */
    announced: z.boolean(),
  }),
);

/**
 * The item of a link: the only mutable record, written under its version. What a later version has added
 * to it is carried through.
 */
export const linkItemSchema = once(() =>
  loosely(
    z.strictObject({
      app: z.string(),
      env: z.string(),
      request: runRequestSchema().nullable(),
      revision: z.number().int().nullable(),
      announcedRevision: z.number().int().nullable(),
      ledger: z.array(ledgerEntrySchema()),
      intent: intentSchema().nullable(),
      undone: z.array(undoneRoleSchema()),
      /** What runs that were taken over may still write, newest first: one that sleeps wakes up late. */
      lateWrites: z.array(undoneRoleSchema().omit({ adopted: true })).default([]),
      plans: z.array(storedPlanSchema()),
      /** The plan that was carried out last by a request that expected one, by that hash. */
      agreed: storedPlanSchema().pick({ hash: true, key: true }).nullable().default(null),
      /** What a push writes, as it was recorded with the revision; `null`: recorded before it was kept. */
      published: publishedValuesSchema().nullable().default(null),
      push: pushRecordSchema().nullable(),
      /** Since when the link is wanted as it is: by its event, else its run. Events before are out of date. */
      asOf: z.string().nullable().default(null),
      /** Ids of the events of that second that were handled: each of them is handled once. */
      asOfEvents: z.array(z.string()).default([]),
      /** Set once everything of ours is gone; the request stays, so that it can be imported again. */
      removed: removedSchema().nullable().default(null),
      /** Until when nobody tries again to remove what has expired; `null`: nobody has tried in vain. */
      expiryPutOffTo: z.string().nullable().default(null),
      lease: leaseSchema(),
    }),
  ),
);

export type Lease = z.infer<ReturnType<typeof leaseSchema>>;
export type IntendedRole = z.infer<ReturnType<typeof intendedRoleSchema>>;
export type Intent = z.infer<ReturnType<typeof intentSchema>>;
export type LedgerEntry = z.infer<ReturnType<typeof ledgerEntrySchema>>;
export type LinkItem = z.infer<ReturnType<typeof linkItemSchema>>;

/** The item of a link that nobody has imported yet. */
export function newLinkItem({ app, env }: LinkName): LinkItem {
  return {
    app,
    env,
    request: null,
    revision: null,
    announcedRevision: null,
    ledger: [],
    intent: null,
    undone: [],
    lateWrites: [],
    plans: [],
    agreed: null,
    published: null,
    push: null,
    asOf: null,
    asOfEvents: [],
    removed: null,
    expiryPutOffTo: null,
    lease: { owner: null, fence: 0, heartbeatUntil: null, takenAt: null },
  };
}

/** As people see a link: `storefront/prod`. */
export function linkLabel({ app, env }: LinkName): string {
  return `${app}/${env}`;
}

/** The name of our inline policy on a role: `.` occurs in neither part, so links never collide. */
export function policyNameOf({ app, env }: LinkName): string {
  return `AmplifyImport-${app}.${env}`;
}

/** The name of our inline policy on the execution role of functions: `-fn` could be an environment's. */
export function functionPolicyNameOf(link: LinkName): string {
  return `${policyNameOf(link)}.fn`;
}

/** Whose policy has a name, and on which kind of role; `null` when it is no policy of ours. */
export function linkOfPolicy(
  policyName: string,
): (LinkName & { readonly on: 'pool role' | 'function role' }) | null {
  const [, app, env, ending] =
    /^AmplifyImport-([a-z0-9-]+)\.([a-z0-9-]+)(\.fn)?$/.exec(policyName) ?? [];
  if (app === undefined || env === undefined) return null;
  return { app, env, on: ending === undefined ? 'pool role' : 'function role' };
}

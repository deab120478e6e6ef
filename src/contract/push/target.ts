import * as z from 'zod';
import { once } from '../when-asked.ts';

/** What a push brings the imported ids to: functions, their roles, hosting apps, sites, parameters. */

/** Each kind is one object of `src/domain/targets/` and one of `src/procedures/targets/`. */
const targetKinds = ['function', 'role', 'hosting', 'site', 'parameters'] as const;
const targetKindSchema = once(() => z.enum(targetKinds));
export type TargetKind = z.infer<ReturnType<typeof targetKindSchema>>;

/** `function:<region>:<name>`, `role:<name>`, `hosting:<region>:<appId>[:<branch>]`, `site:<bucket>/<prefix>`, `parameters`. */
export const targetRefSchema = once(() =>
  z.strictObject({ id: z.string(), kind: targetKindSchema() }),
);
export type TargetRef = z.infer<ReturnType<typeof targetRefSchema>>;

/**
 * A value that stands under a name of ours. It is shown only in the shape of what we write (an id, a
 * region, our address, a document of ours); of anything else, which may be a secret, only its hash is kept.
 */
const seenValueSchema = once(() =>
  z.union([z.strictObject({ value: z.string() }), z.strictObject({ sha256: z.string() })]),
);
export type SeenValue = z.infer<ReturnType<typeof seenValueSchema>>;

/** What becomes of one of our keys: a variable, a policy, an object, a parameter. */
const plannedKeySchema = once(() =>
  z.strictObject({
    /** What stood there when the key first entered the link; `null`: nothing. A removal puts it back. */
    before: seenValueSchema().nullable(),
    /** What the plan saw; `null`: nothing. */
    seen: seenValueSchema().nullable(),
    /** What the link wants there; `null`: no more of ours, what stood there before is put back. */
    after: z.string().nullable(),
    /** sha256 of what earlier pushes of ours may have left there, newest first. */
    earlier: z.array(z.string()),
    /** What we wrote there last, as a link keeps it; left out where nobody knows of any. */
    last: z.string().optional(),
  }),
);
export type PlannedKey = z.infer<ReturnType<typeof plannedKeySchema>>;

/** A distribution, and below which path of it the files of a site are; `null`: it is not invalidated. */
const distributionSchema = once(() =>
  z.strictObject({ id: z.string(), path: z.string().nullable() }),
);

/** What a plan says of one target. The same in `plan.json` of an import and in `push.json`. */
export const plannedTargetSchema = once(() =>
  z.strictObject({
    target: z.string(),
    kind: targetKindSchema(),
    /** `write`: differs and can be written; `keep`: as wanted; `leave`: cannot be written, see `error`. */
    change: z.enum(['write', 'keep', 'leave']),
    /** Whether the request wants it; one that is only held is given back. */
    wanted: z.boolean(),
    keys: z.record(z.string(), plannedKeySchema()),
    /** Keys of others on it, which stay as they are. */
    foreign: z.strictObject({ count: z.number().int(), bytes: z.number().int() }).nullable(),
    /** The code of the finding by which it is left. */
    error: z.string().nullable(),
    /** Of a function: the ARN of its execution role. Of a role: its own. */
    roleArn: z.string().nullable(),
    /** Of hosting: when a build is asked for. */
    build: z.enum(['never', 'onChange']).nullable(),
    /** The code of the finding by which none is started although one is asked for. */
    noBuild: z.string().optional(),
    /** Of a site: the distribution in front of it. */
    distribution: distributionSchema().nullable(),
    /** A push that died may have written it: its build and its invalidation are owed. */
    owed: z.boolean(),
    /** Where it lies, of a target whose id does not say. */
    region: z.string().optional(),
  }),
);
export type PlannedTarget = z.infer<ReturnType<typeof plannedTargetSchema>>;

/** How a target stands after a push. */
const targetStatusSchema = once(() =>
  z.enum(['pushed', 'left', 'failed', 'superseded', 'building', 'gone']),
);

/** What a push has done at one target. */
export const pushedTargetSchema = once(() =>
  z.strictObject({
    status: z.enum(['pushed', 'left', 'gone']),
    /** Whether anything was written. */
    wrote: z.boolean(),
    /** What our keys hold now; `null`: not ours any more. Of an object of a site: its sha256. */
    after: z.record(z.string(), z.string().nullable()),
    /** The code of a finding, when it was left. */
    error: z.string().nullable(),
  }),
);
export type PushedTarget = z.infer<ReturnType<typeof pushedTargetSchema>>;

/** What a link keeps of a target that it has written or is to write. */
export const recordedTargetSchema = once(() =>
  z.strictObject({
    ...targetRefSchema().shape,
    status: targetStatusSchema(),
    keys: z.record(
      z.string(),
      z.strictObject({
        before: seenValueSchema().nullable(),
        /** What we wrote there last; of a role, nothing: its documents are known by `sha256`. */
        after: z.string(),
      }),
    ),
    roleArn: z.string().nullable().default(null),
    /** Where it lies, of a target whose id does not say. */
    region: z.string().optional(),
    /** Of a role: the document that stands. */
    sha256: z.string().nullable().default(null),
    /** sha256 of what we wrote there before, newest first: a read may lag behind. */
    earlier: z.array(z.string()).default([]),
    /** When it was last known to be written: another time for each write. */
    wroteAt: z.string().nullable().default(null),
    /** `"due"`, or the id of the job that was started; `null`: none is owed. */
    build: z.string().nullable().default(null),
    /**
     * While a build is due: the newest job of the branch after the write that is named by its time. One with
     * a greater id has what was written; `null`: there was none.
     */
    jobsBefore: z
      .strictObject({ wroteAt: z.string().nullable(), newest: z.string().nullable() })
      .optional(),
    /** `"due"`, or the reference of the invalidation that was made. */
    invalidation: z.string().nullable().default(null),
    /** Of a site: what is invalidated once it has changed. */
    distribution: distributionSchema().nullable().default(null),
    /** Why it is left, failed or contested: the name of an error or the code of a finding. */
    error: z.strictObject({ name: z.string(), message: z.string() }).nullable().default(null),
  }),
);
export type RecordedTarget = z.infer<ReturnType<typeof recordedTargetSchema>>;

/** A target by its id. @throws RangeError when it is none */
export function parseTargetId(id: string): ParsedTarget {
  const [kind = '', ...rest] = id.split(':');
  const after = rest.join(':');
  if (id === 'parameters') return { kind: 'parameters' };
  if (kind === 'role' && after) return { kind, roleName: after };
  if (kind === 'site' && after.includes('/')) {
    const slash = after.indexOf('/');
    return { kind, bucket: after.slice(0, slash), prefix: after.slice(slash + 1) };
  }
  const [region = '', name = '', ...branch] = rest;
  if (kind === 'function' && region && name) return { kind, region, name };
  if (kind === 'hosting' && region && name) {
    return { kind, region, appId: name, branch: branch.length > 0 ? branch.join(':') : null };
  }
  throw new RangeError(`"${id}" is no push target.`);
}

export type ParsedTarget =
  | { readonly kind: 'function'; readonly region: string; readonly name: string }
  | { readonly kind: 'role'; readonly roleName: string }
  | {
      readonly kind: 'hosting';
      readonly region: string;
      readonly appId: string;
      readonly branch: string | null;
    }
  | { readonly kind: 'site'; readonly bucket: string; readonly prefix: string }
  | { readonly kind: 'parameters' };

/** The id of a target by its parts. */
export function targetIdOf(target: ParsedTarget): string {
  switch (target.kind) {
    case 'function':
      return `function:${target.region}:${target.name}`;
    case 'role':
      return `role:${target.roleName}`;
    case 'hosting':
      return [
        'hosting',
        target.region,
        target.appId,
        ...(target.branch === null ? [] : [target.branch]),
      ].join(':');
    case 'site':
      return `site:${target.bucket}/${target.prefix}`;
    case 'parameters':
      return 'parameters';
  }
}

import * as z from 'zod';
import { slices } from './slices.ts';

/**
 * Every Lambda-backed state: what it reads of the state data and what it gives. A handler of a state
 * that does not stand here does not compile.
 */

const {
  request,
  link,
  run,
  lease,
  userPool,
  identityPool,
  plan,
  applied,
  published,
  recorded,
  announced,
  undone,
  failure,
  undoFailure,
  outcome,
} = slices;

/** The state data of `import-auth` as Read request lays it out: every slice, null until filled. */
export const importDataSchema = z.strictObject({
  request: request.nullable(),
  link: link.nullable(),
  run,
  lease: lease.nullable(),
  userPool: userPool.nullable(),
  identityPool: identityPool.nullable(),
  plan,
  applied: applied.nullable(),
  published: published.nullable(),
  recorded: recorded.nullable(),
  announced: announced.nullable(),
  undone: undone.nullable(),
  failure: failure.nullable(),
  undoFailure: undoFailure.nullable(),
  outcome: outcome.nullable(),
});
export type ImportData = z.infer<typeof importDataSchema>;

/** What both machines hand to their first state. */
const startSchema = z.strictObject({
  /** Anything: a request, an event, or a mistake. */
  input: z.unknown(),
  executionId: z.string(),
});

const begun = { request, link, run };
const held = { ...begun, lease };

/** The state data of `push-auth`. */
export const pushDataSchema = z.strictObject({
  link: link.nullable(),
  run,
  revision: z.number().int().nullable(),
  recorded: z.strictObject({ revision: z.number().int().nullable() }).nullable(),
  announced: announced.nullable(),
  failure: failure.nullable(),
  outcome: z
    .strictObject({
      error: z.string(),
      cause: z.string(),
      detail: z.record(z.string(), z.json()),
    })
    .nullable(),
});
export type PushData = z.infer<typeof pushDataSchema>;

export const states = {
  'Read request': { input: startSchema, output: importDataSchema },
  'Take lease': { input: z.object(begun), output: lease },
  'Validate user pool': { input: z.object(begun), output: userPool },
  'Validate identity pool': { input: z.object({ ...begun, userPool }), output: identityPool },
  'Plan role policies': {
    input: z.object({ ...held, userPool, identityPool: identityPool.nullable() }),
    output: plan,
  },
  'Apply role policies': { input: z.object({ ...held, plan }), output: applied },
  'Publish config': { input: z.object({ ...held, plan }), output: published },
  'Record link': { input: z.object(held), output: recorded },
  'Undo role policies': {
    input: z.object({ ...begun, lease: lease.nullable(), failure: failure.nullable() }),
    output: undone,
  },
  'Close run': {
    input: z.object({
      ...begun,
      lease: lease.nullable(),
      userPool: userPool.nullable(),
      identityPool: identityPool.nullable(),
      plan,
      applied: applied.nullable(),
      published: published.nullable(),
      recorded: recorded.nullable(),
      announced: announced.nullable(),
      undone: undone.nullable(),
      failure: failure.nullable(),
      undoFailure: undoFailure.nullable(),
    }),
    output: outcome,
  },
  'Read push request': { input: startSchema, output: pushDataSchema },
  'Record push': {
    input: z.object({ link, run, revision: z.number().int().nullable() }),
    output: z.strictObject({ revision: z.number().int().nullable() }),
  },
  'Close push': {
    input: z.object({ link, run, failure }),
    output: z.strictObject({
      error: z.string(),
      cause: z.string(),
      detail: z.record(z.string(), z.json()),
    }),
  },
} as const;

export type StateName = keyof typeof states;
export type StateInput<Name extends StateName> = z.output<(typeof states)[Name]['input']>;
export type StateOutput<Name extends StateName> = z.output<(typeof states)[Name]['output']>;

/** File of a state's handler in `functions/`: "Validate user pool" is `validate-user-pool`. */
export function fileNameOf(state: string): string {
  return state.toLowerCase().replaceAll(' ', '-');
}

/** Placeholder of a state's function in the ASL: "Validate user pool" is `ValidateUserPool`. */
export function placeholderOf(state: string): string {
  return state
    .split(' ')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}

/** How long a function of ours can run; an ended execution may have one running this long. */
export const functionTimeoutSeconds = 60;

import * as z from 'zod';
import { failedItemSchema } from '../item.ts';
import { allNull, nullUntilFilled } from '../laid-out.ts';
import { linkLabel } from '../link.ts';
import { pushedTargetSchema, targetRefSchema } from '../push/target.ts';
import { removeRequestSchema } from '../removal/request.ts';
import { removalResultSchema } from '../removal/result.ts';
import { slices, type Slice } from '../slices.ts';
import { plural } from '../text.ts';
import { startSchema } from './start.ts';
import { endNote, nothingToSay, state } from './state.ts';
import { targetReads, targetWrites } from './target-needs.ts';

/** The states of `remove-auth` and the data between them. */

const remove = () => removeRequestSchema().omit({ app: true, env: true });

/** Leaves are null until the plan is made, so that Announce removal finds its path. */
const removalPlan = () =>
  z.strictObject({
    key: z.string().nullable(),
    sha256: z.string().nullable(),
    hash: z.string().nullable(),
    errors: z.number().int().nullable(),
    /** What is to be taken away, the tombstone and the record among it; 0: the link is as wanted. */
    changes: z.number().int().nullable(),
    /** It was removed before, and the bus does not know of it. */
    unannounced: z.boolean().nullable(),
    /** The last revision that was published. */
    revision: z.number().int().nullable(),
    /** Every target that the link holds: the list is there from the beginning, because a Map reads it. */
    targets: z.array(targetRefSchema()),
  });

/** What is put back at one target; an item of the Map. */
const targetItem = () =>
  z.object({
    link: slices.link.pick({ app: true, env: true }),
    run: slices.run.pick({ executionId: true }),
    lease: slices.lease,
    removalPlan: removalPlan().pick({ key: true, sha256: true }),
    target: targetRefSchema(),
  });

/** What has come of one target; names of keys that somebody else has changed are kept. */
const restored = () =>
  z.union([
    pushedTargetSchema().pick({ status: true, wrote: true, error: true }),
    failedItemSchema(),
  ]);
export type Restored = z.infer<ReturnType<typeof restored>>;

/** What a Map gives: its items with what came of each; `null`: nobody knows. */
const results = () =>
  z.array(z.object({ target: targetRefSchema(), restored: restored().nullable() }));
export type RestoreResults = z.infer<ReturnType<typeof results>>;

const tombstone = () =>
  z.strictObject({
    /** This run has made it; `false`: one stood, or nothing was published. */
    committed: z.boolean(),
  });

/** What has come of our policies, by the ARN of each role. */
const policies = () =>
  z.array(
    z.strictObject({
      role: z.string(),
      status: z.enum(['removed', 'restored', 'left', 'failed']),
      error: z.string().nullable(),
      message: z.string().nullable(),
    }),
  );
export type RemovedPolicies = z.infer<ReturnType<typeof policies>>;

const closed = () =>
  z.strictObject({
    /** How many roles and targets still hold something of ours. */
    left: z.number().int(),
  });

const outcome = () =>
  z.strictObject({
    error: z.string().nullable(),
    cause: z.string().nullable(),
    result: removalResultSchema(),
  });

const removeSlices = () => ({
  link: slices.link,
  run: slices.run,
  remove: remove(),
  lease: slices.lease,
  removalPlan: removalPlan(),
  tombstone: tombstone(),
  results: results(),
  policies: policies(),
  closed: closed(),
  failure: slices.failure,
  announced: slices.announced,
  outcome: outcome(),
});

/** The state data as "Read remove request" lays it out. */
const laidOut = () => ({
  ...nullUntilFilled(removeSlices()),
  run: slices.run,
  removalPlan: removalPlan(),
  closed: closed(),
});
const removeDataSchema = () => z.strictObject(laidOut());
export type RemoveData = z.infer<ReturnType<typeof removeDataSchema>>;

/** The state data of a removal that has only just begun. */
export function emptyRemoval(begun: Slice<'run'>): RemoveData {
  const nothingPlanned = {
    key: null,
    sha256: null,
    hash: null,
    errors: null,
    changes: null,
    unannounced: null,
    revision: null,
    targets: [],
  };
  return {
    ...allNull(removeSlices()),
    run: begun,
    removalPlan: nothingPlanned,
    closed: { left: 0 },
  };
}

const begun = () => ({ link: slices.link, run: slices.run, remove: remove() });
const held = () => ({ ...begun(), lease: slices.lease, removalPlan: removalPlan() });

export const removeStates = {
  'Read remove request': state({
    entry: true,
    input: () => startSchema(),
    output: removeDataSchema,
    needs: ['linkStore'],
    note: ({ link: named, outcome: ended }) => {
      if (named === null) return { bad: 'cannot be read' };
      const error = ended?.error ?? null;
      return error === null ? linkLabel(named) : { bad: `${linkLabel(named)}: ${error}` };
    },
  }),
  'Plan removal': state({
    input: () => z.object({ ...begun(), lease: slices.lease }),
    output: removalPlan,
    needs: ['linkStore', 'configStore', ...targetReads],
    note: ({ errors, changes, hash }) => {
      if (errors) return { bad: plural(errors, 'error') };
      return changes === 0 || hash === null ? 'nothing to do' : `plan ${hash.slice(0, 19)}…`;
    },
  }),
  'Publish tombstone': state({
    input: () => z.object(held()),
    output: tombstone,
    needs: ['linkStore', 'configStore'],
    note: ({ committed }) => (committed ? 'published no more' : 'was not published'),
  }),
  'Restore target': state({
    input: targetItem,
    output: restored,
    needs: ['linkStore', 'configStore', ...targetWrites, 'distributions'],
    note: (given) => {
      if (given.error !== null) return { bad: given.error };
      return given.status === 'pushed' && given.wrote ? 'restored' : 'nothing of ours there';
    },
    item: true,
  }),
  'Remove role policies': state({
    input: () => z.object(held()),
    output: policies,
    needs: ['linkStore', 'configStore', 'roles'],
    note: (given) => {
      const bad = given.filter(({ status }) => status === 'left' || status === 'failed').length;
      if (bad > 0) return { bad: `${bad} left` };
      return given.length === 0 ? 'none' : `${plural(given.length, 'policy', 'policies')} removed`;
    },
  }),
  'Close link': state({
    input: () => z.object({ ...held(), results: results(), policies: policies() }),
    output: closed,
    needs: ['linkStore', 'configStore'],
    note: ({ left }) => (left === 0 ? nothingToSay() : { bad: `${left} left` }),
  }),
  'Close removal': state({
    input: () => z.object({ ...laidOut(), ...begun() }).omit({ outcome: true }),
    output: outcome,
    needs: ['linkStore', 'configStore'],
    note: ({ result }) => endNote(result.status),
  }),
};

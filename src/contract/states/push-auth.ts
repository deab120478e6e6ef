import * as z from 'zod';
import { failedItemSchema } from '../item.ts';
import { allNull, nullUntilFilled } from '../laid-out.ts';
import { linkLabel } from '../link.ts';
import { pushRequestSchema } from '../push/request.ts';
import { pushResultSchema } from '../push/result.ts';
import { pushedTargetSchema, targetRefSchema } from '../push/target.ts';
import { slices, type Slice } from '../slices.ts';
import { plural } from '../text.ts';
import { startSchema } from './start.ts';
import { endNote, nothingToSay, state } from './state.ts';
import { targetReads, targetWrites } from './target-needs.ts';

/** The states of `push-auth` and the data between them. */

const push = () => pushRequestSchema().pick({ mode: true, only: true, follow: true });

/** What is to be pushed: the list is there from the beginning, because a Map reads it. */
const pushPlan = () =>
  z.strictObject({
    key: z.string().nullable(),
    sha256: z.string().nullable(),
    revision: z.number().int().nullable(),
    /** The plan is open on the link: targets are pushed and the push is recorded. */
    open: z.boolean(),
    /** Targets that differ and can be written, and those of `only`. */
    targets: z.array(targetRefSchema()),
  });

/** What a push does at one target; an item of the Map. */
const targetItem = () =>
  z.object({
    link: slices.link.pick({ app: true, env: true }),
    run: slices.run.pick({ executionId: true }),
    lease: slices.lease,
    pushPlan: pushPlan().pick({ key: true, sha256: true }),
    target: targetRefSchema(),
  });
const pushed = () => z.union([pushedTargetSchema(), failedItemSchema()]);
export type Pushed = z.infer<ReturnType<typeof pushed>>;

/** What a Map gives: its items with what came of each; `null`: nobody knows. */
const results = () => z.array(z.object({ target: targetRefSchema(), pushed: pushed().nullable() }));
export type PushResults = z.infer<ReturnType<typeof results>>;

const builds = () =>
  z.strictObject({
    /** Builds and invalidations that have not ended; 0: nobody waits for any. */
    running: z.number().int(),
    waitSeconds: z.number().int().min(0),
  });

const outcome = () =>
  z.strictObject({
    error: z.string().nullable(),
    cause: z.string().nullable(),
    /** `null`: nothing happened that anybody would have to know of. */
    detailType: z.string().nullable(),
    detail: z.record(z.string(), z.json()),
    result: pushResultSchema(),
  });

const pushSlices = () => ({
  link: slices.link,
  run: slices.run,
  push: push(),
  lease: slices.lease,
  pushPlan: pushPlan(),
  results: results(),
  recorded: slices.recorded,
  builds: builds(),
  failure: slices.failure,
  outcome: outcome(),
  announced: slices.announced,
});

/** The state data as "Read push request" lays it out. */
const laidOut = () => ({ ...nullUntilFilled(pushSlices()), run: slices.run, pushPlan: pushPlan() });
const pushDataSchema = () => z.strictObject(laidOut());
export type PushData = z.infer<ReturnType<typeof pushDataSchema>>;

/** The state data of a push that has only just begun. */
export function emptyPush(begun: Slice<'run'>): PushData {
  const nothingPlanned = { key: null, sha256: null, revision: null, open: false, targets: [] };
  return { ...allNull(pushSlices()), run: begun, pushPlan: nothingPlanned };
}

const begun = () => ({ link: slices.link, run: slices.run, push: push() });
const held = () => ({ ...begun(), lease: slices.lease, pushPlan: pushPlan() });

export const pushStates = {
  'Read push request': state({
    entry: true,
    input: () => startSchema(),
    output: pushDataSchema,
    needs: ['linkStore'],
    note: ({ link: named, outcome: ended }) => {
      if (named === null) return { bad: 'cannot be read' };
      const error = ended?.error ?? null;
      return error === null ? linkLabel(named) : { bad: `${linkLabel(named)}: ${error}` };
    },
  }),
  'Plan push': state({
    input: () => z.object({ ...begun(), lease: slices.lease }),
    output: pushPlan,
    needs: ['linkStore', 'configStore', ...targetReads],
    note: ({ targets }) => `${plural(targets.length, 'target')} to push`,
  }),
  'Push target': state({
    input: targetItem,
    output: pushed,
    needs: ['linkStore', 'configStore', ...targetWrites],
    note: (given) => {
      if (given.error !== null) return { bad: given.error };
      return given.status !== 'failed' && given.wrote ? 'written' : 'as wanted';
    },
    item: true,
  }),
  'Record push': state({
    input: () => z.object({ ...held(), results: results() }),
    output: () => slices.recorded,
    needs: ['linkStore', 'configStore'],
    note: nothingToSay,
  }),
  'Follow builds': state({
    input: () => z.object({ ...begun(), pushPlan: pushPlan() }),
    output: builds,
    needs: ['linkStore', 'hosting', 'sites', 'distributions'],
    note: ({ running }) => (running === 0 ? 'none under way' : `${running} under way`),
  }),
  'Close push': state({
    input: () => z.object({ ...laidOut(), ...begun() }).omit({ outcome: true }),
    output: outcome,
    needs: ['linkStore', 'configStore'],
    note: ({ result }) => endNote(result.status),
  }),
};

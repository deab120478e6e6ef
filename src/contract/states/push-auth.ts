import * as z from 'zod';
import { allNull, nullUntilFilled } from '../laid-out.ts';
import { slices, type Slice } from '../slices.ts';
import { startSchema } from './start.ts';
import { nothingToSay, state } from './state.ts';

/** The states of `push-auth` and the data between them. */

const { link, run, recorded, announced, failure } = slices;
const revision = z.number().int();
const outcome = z.strictObject({
  error: z.string(),
  cause: z.string(),
  detail: z.record(z.string(), z.json()),
});
const pushSlices = { link, run, revision, recorded, announced, failure, outcome };

/** The state data as "Read push request" lays it out. */
const laidOut = { ...nullUntilFilled(pushSlices), run };
const pushDataSchema = z.strictObject(laidOut);
export type PushData = z.infer<typeof pushDataSchema>;

/** The state data of a push that has only just begun. */
export function emptyPush(begun: Slice<'run'>): PushData {
  return { ...allNull(pushSlices), run: begun };
}

export const pushStates = {
  'Read push request': state({ input: startSchema, output: pushDataSchema, note: nothingToSay }),
  'Record push': state({
    input: z.object({ link, run, revision: laidOut.revision }),
    output: recorded,
    note: nothingToSay,
  }),
  'Close push': state({
    input: z.object({ link, run, failure }),
    output: outcome,
    note: nothingToSay,
  }),
};

import * as z from 'zod';
import { allNull, nullUntilFilled } from '../laid-out.ts';
import { storedPairedRequestSchema } from '../request.ts';
import { slices, type Slice } from '../slices.ts';
import { startSchema } from './start.ts';

/** The states of `import-auth` and the data between them. */

const { request, link, run, lease, userPool, identityPool, plan } = slices;
const { applied, published, recorded, undone, failure, outcome } = slices;

/**
 * The state data as "Read request" lays it out. The run is known from the beginning; of the plan only
 * the leaves are null, because "Announce config" reads one of them where no plan was made.
 */
const laidOut = { ...nullUntilFilled(slices), run, plan };
export const importDataSchema = z.strictObject(laidOut);
export type ImportData = z.infer<typeof importDataSchema>;

/** The state data of a run that has only just begun. */
export function emptyImport(begun: Slice<'run'>): ImportData {
  return { ...allNull(slices), run: begun, plan: planNotMade };
}

/** The plan slice before "Plan role policies" has run. */
export const planNotMade: Slice<'plan'> = allNull(plan.shape);

const begun = { request, link, run };
const held = { ...begun, lease };

export const importStates = {
  'Read request': { input: startSchema, output: importDataSchema },
  'Take lease': { input: z.object(begun), output: lease },
  'Validate user pool': { input: z.object(begun), output: userPool },
  'Validate identity pool': {
    input: z.object({ ...begun, request: storedPairedRequestSchema, userPool }),
    output: identityPool,
  },
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
    input: z.object({ ...laidOut, ...begun }).omit({ outcome: true }),
    output: outcome,
  },
} as const;

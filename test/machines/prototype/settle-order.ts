import * as z from 'zod';
import type { MachineDefinition } from '../../../src/contract/definition.ts';
import { AwsUnavailable, StoreFault } from '../../../src/contract/errors/faults.ts';
import { failedItemSchema } from '../../../src/contract/item.ts';
import { stepOf } from '../../../src/step.ts';
import definition from './settle-order.asl.json' with { type: 'json' };

/**
 * A machine with a Map and a Wait loop, built as the product's are: its handlers run in process and, as
 * functions, on the local cloud.
 */
export const settleOrder: MachineDefinition = definition;

const itemSchema = z.strictObject({
  id: z.string(),
  goes: z.enum(['well', 'wrong', 'unanswered']),
});
const doneSchema = z.union([z.strictObject({ status: z.literal('done') }), failedItemSchema()]);
const slices = {
  run: z.strictObject({ executionId: z.string() }),
  list: z.strictObject({ items: z.array(itemSchema) }),
  worked: z.array(z.object({ label: z.string(), done: doneSchema.nullable() })),
  progress: z.strictObject({ running: z.number().int(), waitSeconds: z.number().int() }),
  failure: z.object({ Error: z.string(), Cause: z.string() }),
  outcome: z.strictObject({
    error: z.string().nullable(),
    cause: z.string().nullable(),
    settled: z.record(z.string(), z.string()),
  }),
};
const dataSchema = z.strictObject({
  run: slices.run,
  list: slices.list,
  worked: slices.worked.nullable(),
  progress: slices.progress.nullable(),
  failure: slices.failure.nullable(),
  outcome: slices.outcome.nullable(),
});

/** What each state reads and gives, as in `src/contract/states.ts`. */
export const orderStates = {
  'Read order': {
    input: z.strictObject({ input: z.unknown(), executionId: z.string() }),
    output: dataSchema,
  },
  'List items': { input: z.object({ run: slices.run }), output: slices.list },
  'Work on item': { input: z.object({ item: itemSchema }), output: doneSchema, item: true },
  'Look at progress': {
    input: z.object({ progress: slices.progress.nullable() }),
    output: slices.progress,
  },
  'Close order': {
    input: z.object({ worked: slices.worked.nullable(), failure: slices.failure.nullable() }),
    output: slices.outcome,
  },
} as const;

/** What the first state lays out. */
export function laidOut(executionId: string): z.infer<typeof dataSchema> {
  const nothingYet = { worked: null, progress: null, failure: null, outcome: null };
  return { run: { executionId }, list: { items: [] }, ...nothingYet };
}

/** Six items, of which one goes wrong and one stays unanswered. */
const items: z.infer<typeof slices.list>['items'] = [
  { id: 'one', goes: 'well' },
  { id: 'two', goes: 'wrong' },
  { id: 'three', goes: 'well' },
  { id: 'four', goes: 'unanswered' },
  { id: 'five', goes: 'well' },
  { id: 'six', goes: 'well' },
];

/** The handler of each state. */
export const orderHandlers = {
  'Read order': stepOf('Read order', orderStates['Read order'], async ({ executionId }) =>
    laidOut(executionId),
  ),
  'List items': stepOf('List items', orderStates['List items'], async () => ({ items })),
  'Work on item': stepOf('Work on item', orderStates['Work on item'], async ({ item }) => {
    if (item.goes === 'wrong') throw new StoreFault(`Item ${item.id} is torn. `.repeat(2_000));
    if (item.goes === 'unanswered') throw new AwsUnavailable(`Nobody answers. `.repeat(2_000));
    return { status: 'done' } as const;
  }),
  'Look at progress': stepOf(
    'Look at progress',
    orderStates['Look at progress'],
    async ({ progress }) => ({ running: progress === null ? 1 : 0, waitSeconds: 1 }),
  ),
  'Close order': stepOf('Close order', orderStates['Close order'], async ({ worked, failure }) => ({
    error: failure?.Error ?? null,
    cause: failure?.Cause ?? null,
    settled: Object.fromEntries(
      (worked ?? []).map(({ label, done }) => [label, statusOf(done)] as const),
    ),
  })),
};

function statusOf(done: z.infer<typeof doneSchema> | null): string {
  if (done === null) return 'unanswered';
  return done.status === 'failed'
    ? `${done.error}: ${done.message.length} characters`
    : done.status;
}

/** How every engine ends it. */
export const settled = {
  one: 'done',
  two: 'StoreFault: 300 characters',
  three: 'done',
  four: 'unanswered',
  five: 'done',
  six: 'done',
};

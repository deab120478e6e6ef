import { setMaxListeners } from 'node:events';
import type { StateDefinition } from '../contract/definition.ts';
import { Fault } from '../contract/errors/faults.ts';
import { bytesOf } from '../step.ts';
import type { MapData } from './hosted.ts';
import { readItems } from './item-reader.ts';
import type { StatesEnd } from './run-states.ts';
import { Aborted, UncatchableFault, type Scope } from './scope.ts';

/** Step Functions ends an execution whose data become larger; no Catch sees it. */
const largestResult = 256 * 1024;

/** Runs the states of a Map for one of its items. */
export type RunItem = (input: unknown, scope: Scope) => Promise<StatesEnd>;

/** What one item's states get, from its ItemSelector. */
export type SelectItem = (
  template: unknown,
  input: unknown,
  item: { readonly Index: number; readonly Value: unknown },
) => Promise<unknown>;

/** More items of a distributed Map failed than it tolerates. */
class TooManyFailures extends Fault {
  constructor(state: string, failed: number, count: number, options: ErrorOptions) {
    super(
      'States.ExceedToleratedFailureThreshold',
      `${failed} of the ${count} items of "${state}" failed.`,
      options,
    );
  }
}

/**
 * Runs a Map, at most `MaxConcurrency` items at a time, and gives their results in the order of the
 * items. Once more of them have failed than it tolerates, the others are told to stop and waited for.
 */
export async function runMap(
  name: string,
  state: StateDefinition,
  data: MapData,
  scope: Scope,
  { runItem, selectItem }: { readonly runItem: RunItem; readonly selectItem: SelectItem },
): Promise<readonly unknown[]> {
  if (scope.signal.aborted) throw new Aborted(name);
  const items = await itemsOf(name, data, scope);
  const stop = new AbortController();
  const signal = AbortSignal.any([scope.signal, stop.signal]);
  setMaxListeners(0, signal); // Every item that is under way listens to it.
  const results: unknown[] = items.map(() => null);
  const failures: Error[] = [];
  const tooMany = () => failures.length * 100 > toleratedPercentage(state) * items.length;
  const runOne = async (index: number) => {
    const end = await settled(async () => {
      const Value = items[index];
      const input = state.ItemSelector
        ? await selectItem(state.ItemSelector, data.input, { Index: index, Value })
        : Value;
      const item = { index, count: items.length, label: labelOf(input) };
      return runItem(input, { ...scope, signal, items: [...scope.items, item] });
    });
    if (end.status === 'SUCCEEDED') results[index] = end.output;
    if (end.status === 'FAILED') failures.push(end.error);
    if (tooMany()) stop.abort();
  };
  await inTurn(items.length, state.MaxConcurrency ?? items.length, signal, runOne);
  if (scope.signal.aborted) throw new Aborted(name);
  const [first] = failures;
  if (first && tooMany()) {
    if (!isDistributed(state)) throw first;
    throw new TooManyFailures(name, failures.length, items.length, { cause: first });
  }
  requireWithinLimit(name, state, data.input, results);
  return results;
}

async function itemsOf(
  name: string,
  { items, reader }: MapData,
  { execution }: Scope,
): Promise<readonly unknown[]> {
  if (reader) return readItems(reader, execution.services.configStore);
  if (Array.isArray(items)) return items;
  throw new UncatchableFault('States.Runtime', `The items of "${name}" are no list.`);
}

/** Runs so many pieces of work, some of them at a time, until the signal; waits for what has begun. */
async function inTurn(
  count: number,
  atOnce: number,
  signal: AbortSignal,
  work: (index: number) => Promise<void>,
): Promise<void> {
  let next = 0;
  const worker = async () => {
    while (next < count && !signal.aborted) {
      const index = next;
      next += 1;
      await work(index);
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, count) }, worker));
}

async function settled(run: () => Promise<StatesEnd>): Promise<StatesEnd> {
  try {
    return await run();
  } catch (error) {
    return { status: 'FAILED', error: error as Error, slices: null };
  }
}

/** An item's states are told to people under the text at `label` of what they get. */
function labelOf(input: unknown): string | null {
  const { label } = (input ?? {}) as { label?: unknown };
  return typeof label === 'string' ? label : null;
}

function isDistributed({ ItemProcessor }: StateDefinition): boolean {
  return ItemProcessor?.ProcessorConfig?.Mode === 'DISTRIBUTED';
}

function toleratedPercentage(state: StateDefinition): number {
  return isDistributed(state) ? (state.ToleratedFailurePercentage ?? 0) : 0;
}

/** A ResultWriter keeps the results out of the state data, a ResultPath of null out of what follows. */
function requireWithinLimit(
  name: string,
  { ResultPath, ResultWriter }: StateDefinition,
  input: unknown,
  results: readonly unknown[],
): void {
  if (ResultWriter !== undefined) return;
  const size = bytesOf(results) + (ResultPath === null ? 0 : bytesOf(input));
  if (size <= largestResult) return;
  throw new UncatchableFault(
    'States.DataLimitExceeded',
    `The results of "${name}" would make state data of ${size} bytes.`,
  );
}

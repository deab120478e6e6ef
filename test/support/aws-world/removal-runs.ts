import { eventBus } from '../../../src/aws/stack/event-bus.ts';
import { busName } from '../../../src/contract/events.ts';
import { removalResultSchema, type RemovalResult } from '../../../src/contract/removal/result.ts';
import type { ExecutionEnd } from '../../../src/engine/execution.ts';
import { runToEnd, type RunEnvironment } from '../../../src/engine/run-to-end.ts';
import { busWithRules } from '../../../src/engine/stores.ts';
import { link } from '../builders/link.ts';
import { silent } from '../../../src/engine/progress.ts';
import { stackServices } from './import-runs.ts';

/** How a removal ended, and the document that it gave; `null`: it never came so far. */
type EndedRemoval = {
  readonly end: ExecutionEnd;
  readonly result: RemovalResult | null;
  /** All that it left in the state data. */
  readonly slices: unknown;
};

/** One removal of the sample's link in process over the world, without waiting before a retry. */
export async function removeOnce(
  input: unknown = link,
  { services, ...overrides }: Partial<RunEnvironment> = {},
): Promise<EndedRemoval> {
  const { end, slices } = await runToEnd('remove-auth', input, {
    services: services ?? stackServices({ wait: async () => undefined }),
    putEvents: busWithRules(eventBus(busName)),
    progress: silent,
    retryInterval: 0,
    ...overrides,
  });
  const { outcome } = (slices ?? {}) as { outcome?: { result?: unknown } };
  return { end, slices, result: removalResultSchema().safeParse(outcome?.result).data ?? null };
}

import { eventBus } from '../../../src/aws/stack/event-bus.ts';
import { busName } from '../../../src/contract/events.ts';
import { pushResultSchema, type PushResult } from '../../../src/contract/push/result.ts';
import type { ExecutionEnd } from '../../../src/engine/execution.ts';
import { runToEnd, type RunEnvironment } from '../../../src/engine/run-to-end.ts';
import { busWithRules } from '../../../src/engine/stores.ts';
import { link } from '../builders/link.ts';
import { silent } from '../../../src/engine/progress.ts';
import { stackServices } from './import-runs.ts';

/** How a push ended, and the document that it gave; `null`: it never came so far. */
type EndedPush = {
  readonly end: ExecutionEnd;
  readonly result: PushResult | null;
  /** All that it left in the state data. */
  readonly slices: unknown;
};

/** One push of the sample's link in process over the world, without waiting before a retry. */
export async function pushOnce(
  input: unknown = link,
  { services, ...overrides }: Partial<RunEnvironment> = {},
): Promise<EndedPush> {
  const { end, slices } = await runToEnd('push-auth', input, {
    services: services ?? stackServices({ wait: async () => undefined }),
    putEvents: busWithRules(eventBus(busName)),
    progress: silent,
    retryInterval: 0,
    ...overrides,
  });
  const { outcome } = (slices ?? {}) as { outcome?: { result?: unknown } };
  return { end, slices, result: pushResultSchema().safeParse(outcome?.result).data ?? null };
}

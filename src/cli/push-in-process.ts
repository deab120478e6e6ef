import type { PushRequest } from '../contract/push/request.ts';
import type { PushResult } from '../contract/push/result.ts';
import { runPush } from '../engine/run-push.ts';
import { openStore } from '../engine/stores.ts';
import { unlessInterrupted } from './interruption.ts';
import { printPushResult } from './print-push-result.ts';
import { progressOn } from './progress.ts';
import { followRun } from './what-stands.ts';

/** Where a push finds what is recorded, and how its result is printed. */
type PushOptions = { readonly store: string; readonly json: boolean };

/**
 * A push in this process: told state by state on standard error, its result on standard output. `null`:
 * Ctrl-C has ended it.
 */
export async function pushInProcess(
  asked: PushRequest,
  { store, json }: PushOptions,
): Promise<PushResult | null> {
  const opened = await openStore(store);
  const { progress, whatStands } = followRun(
    progressOn(process.stderr),
    store,
    'goes on from there',
  );
  const result = await unlessInterrupted(
    (signal) => runPush(asked, { ...opened, progress, signal }),
    whatStands,
  );
  if (result !== null) printPushResult(result, json);
  return result;
}

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { latestRun, type StoredRun } from '../procedures/run/latest-run.ts';
import type { LinkName } from '../contract/link.ts';
import type { Result } from '../contract/result.ts';
import { runImport } from '../engine/run-import.ts';
import { openStore, type OpenStore } from '../engine/stores.ts';
import { exitOf, type ResultExit } from './exit-codes.ts';
import { unlessInterrupted } from './interruption.ts';
import { progressOn } from './progress.ts';
import { withShellNote } from './with-shell-note.ts';
import { tell } from './tell.ts';

/** How a command ends that planned a request and has nothing to go on with. */
export type PlanExit = ResultExit | 'interrupted';

/**
 * Plans a request in a store of its own that is gone afterwards, also when Ctrl-C ends it: what it finds
 * is all that is wanted. A run that came to nothing tells why, and how the command ends.
 */
export async function plannedRun(request: unknown): Promise<StoredRun | PlanExit> {
  const planned = await unlessInterrupted(
    (signal) => planInPassing(request, signal),
    () => 'Nothing was written.',
  );
  return planned ?? 'interrupted';
}

async function planInPassing(
  request: unknown,
  signal: AbortSignal,
): Promise<StoredRun | ResultExit> {
  const folder = await mkdtemp(join(tmpdir(), 'amplify-import-plan-'));
  try {
    const opened = await openStore(folder);
    const progress = progressOn(process.stderr);
    const result = await runImport(request, { ...opened, progress, signal });
    const found = result.report === undefined ? null : await runOf(request, opened);
    if (found && result.status !== 'failed') return { ...found, report: ofNoStore(found.report) };
    const { error } = ofNoStore(result);
    tell(withShellNote(`${error?.name}: ${error?.message}`));
    return exitOf(result);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** What a run has come to, without the address of its report, which is gone with the store. */
function ofNoStore<Ended extends Pick<Result, 'error' | 'report'>>({ report, ...ended }: Ended) {
  const { error } = ended;
  const message = error?.message.replace(`\n\nReport: ${report}`, '');
  return { ...ended, ...(error && message !== undefined && { error: { ...error, message } }) };
}

/** A request that came to a report names its link. */
function runOf(request: unknown, { services }: OpenStore): Promise<StoredRun | null> {
  const { app, env } = request as LinkName;
  return latestRun({ app, env }, services.configStore);
}

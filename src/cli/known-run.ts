import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { latestRun, type StoredRun } from '../procedures/run/latest-run.ts';
import type { LinkName } from '../contract/link.ts';
import { runImport } from '../engine/run-import.ts';
import { openStore, type OpenStore } from '../engine/stores.ts';
import { exitOf, type ResultExit } from './exit-codes.ts';
import { progressOn } from './progress.ts';

/** The run of a link that its store knows; Cognito is not asked again. */
export async function storedRun(link: LinkName, store: string): Promise<StoredRun | null> {
  const { services } = await openStore(store);
  return latestRun(link, services.configStore);
}

/**
 * Plans a request in a store of its own that is gone afterwards: what it finds is all that is wanted.
 * A run that came to nothing tells why, and how the command ends.
 */
export async function plannedRun(request: unknown): Promise<StoredRun | ResultExit> {
  const folder = await mkdtemp(join(tmpdir(), 'amplify-import-plan-'));
  try {
    const opened = await openStore(folder);
    const result = await runImport(request, { ...opened, progress: progressOn(process.stderr) });
    const found = result.report === undefined ? null : await runOf(request, opened);
    if (found && result.status !== 'failed') return found;
    process.stderr.write(`${result.error?.name}: ${result.error?.message}\n`);
    return exitOf(result);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A request that came to a report names its link. */
function runOf(request: unknown, { services }: OpenStore): Promise<StoredRun | null> {
  const { app, env } = request as LinkName;
  return latestRun({ app, env }, services.configStore);
}

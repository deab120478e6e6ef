import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { latestRun, type StoredRun } from '../procedures/run/latest-run.ts';
import type { LinkName } from '../contract/link.ts';
import { runImport } from '../engine/run-import.ts';
import { openStore, type OpenStore } from '../engine/stores.ts';
import { exitCodeOf } from './exit-codes.ts';
import { defaultStore } from './link-options.ts';
import type { OptionValues } from './options.ts';
import { progressOn } from './progress.ts';
import { readInput, withMode } from './read-input.ts';

/** The run of a link that its store knows; Cognito is not asked again. */
export async function storedRun(
  link: LinkName,
  store: OptionValues[string] = defaultStore,
): Promise<StoredRun | null> {
  const { services } = await openStore(String(store));
  return latestRun(link, services.configStore);
}

/**
 * Plans a request in a store of its own that is gone afterwards: what it finds is all that is wanted.
 * A run that came to nothing tells why, and gives its exit code.
 */
export async function plannedRun(
  positionals: readonly string[],
  by: string,
): Promise<StoredRun | number> {
  const request = withMode(await readInput(positionals), 'plan', by);
  const folder = await mkdtemp(join(tmpdir(), 'amplify-import-plan-'));
  try {
    const opened = await openStore(folder);
    const result = await runImport(request, { ...opened, progress: progressOn(process.stderr) });
    const found = result.report === undefined ? null : await runOf(request, opened);
    if (found && result.status !== 'failed') return found;
    process.stderr.write(`${result.error?.name}: ${result.error?.message}\n`);
    return exitCodeOf(result);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A request that came to a report names its link. */
function runOf(request: unknown, { services }: OpenStore): Promise<StoredRun | null> {
  const { app, env } = request as LinkName;
  return latestRun({ app, env }, services.configStore);
}

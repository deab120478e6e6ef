import type { Result } from '../contract/result.ts';
import { runImport } from '../engine/run-import.ts';
import { openStore } from '../engine/stores.ts';
import { copyFiles } from './copy-files.ts';
import { unlessInterrupted } from './interruption.ts';
import { printResult } from './print-result.ts';
import { progressOn } from './progress.ts';

/** Where a run keeps its files, who gets copies of them, and how its result is printed. */
type RunOptions = {
  readonly store: string;
  readonly out: string | null;
  readonly json: boolean;
};

/**
 * An import in this process: told state by state on standard error, its result on standard output. `null`:
 * Ctrl-C has ended it.
 */
export async function runInProcess(
  input: unknown,
  { store, out, json }: RunOptions,
): Promise<Result | null> {
  const opened = await openStore(store);
  const result = await unlessInterrupted(
    (signal) => runImport(input, { ...opened, progress: progressOn(process.stderr), signal }),
    'Start it again: it finishes or undoes what this one began.',
  );
  if (result === null) return null;
  if (out !== null) await copyFiles(result, opened.services.configStore, out);
  printResult(result, json);
  return result;
}

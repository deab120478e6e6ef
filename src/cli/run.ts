import { existsSync } from 'node:fs';
import { mkdir, stat } from 'node:fs/promises';
import { runImport } from '../engine/run-import.ts';
import { openStore } from '../engine/stores.ts';
import { copyFiles } from './copy-files.ts';
import { exitCodeOf, exitCodes, UsageError } from './exit-codes.ts';
import { unlessInterrupted } from './interruption.ts';
import { defaultStore } from './link-options.ts';
import type { OptionValues } from './options.ts';
import { printResult } from './print-result.ts';
import { progressOn } from './progress.ts';
import { readInput, withMode } from './read-input.ts';
import { requireWritablePlace } from './writable-place.ts';

/** `amplify-import run`: the import in this process. Returns the exit code. */
export async function run(positionals: readonly string[], values: OptionValues): Promise<number> {
  const { mode, store = defaultStore, out, json } = values;
  if (mode !== undefined && mode !== 'plan' && mode !== 'import') {
    throw new UsageError(`--mode is "plan" or "import", not "${String(mode)}".`);
  }
  const input = withMode(await readInput(positionals), mode);
  if (out !== undefined) await makeFolder(String(out));
  if (store !== 'aws') await requireWritable(String(store));
  const opened = await openStore(String(store));
  const result = await unlessInterrupted((signal) =>
    runImport(input, { ...opened, progress: progressOn(process.stderr), signal }),
  );
  if (result === null) return exitCodes.interrupted;
  if (out !== undefined) await copyFiles(result, opened.services.configStore, String(out));
  printResult(result, json === true);
  return exitCodeOf(result, values['detailed-exit-code'] === true);
}

/** A folder that cannot be made is told before anything is done. */
async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
  } catch (cause) {
    throw new UsageError(`--out ${folder}: ${(cause as Error).message}`, { cause });
  }
}

/** A store that cannot be written is told before anything is done; it is made by the first write. */
async function requireWritable(folder: string): Promise<void> {
  try {
    if (existsSync(folder) && !(await stat(folder)).isDirectory()) throw new Error('is no folder');
    await requireWritablePlace(folder);
  } catch (cause) {
    throw new UsageError(`--store ${folder}: ${(cause as Error).message}`, { cause });
  }
}

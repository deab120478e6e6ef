import type { Result } from '../contract/result.ts';
import { runImport } from '../engine/run-import.ts';
import { fileRefusal } from '../engine/file-refusal.ts';
import { openStore } from '../engine/stores.ts';
import type { ConfigStore } from '../procedures/config/port.ts';
import { endWithout, isTerminal, type ExitOfNo } from './agreement.ts';
import { copyFiles } from './copy-files.ts';
import { importAgreement } from './import-agreement.ts';
import { unlessInterrupted } from './interruption.ts';
import { nextStep, type Said } from './next-command.ts';
import { printResult } from './print-result.ts';
import { progressOn } from './progress.ts';
import { tell } from './tell.ts';
import { followRun } from './what-stands.ts';
import { withShellNote } from './with-shell-note.ts';

/** Where a run keeps its files, who gets copies of them, who is asked, and how its result is printed. */
type RunOptions = Omit<Said, 'command'> & {
  readonly out: string | null;
  readonly yes: boolean;
  readonly json: boolean;
};

/**
 * An import in this process: told state by state on standard error, its result on standard output. Whoever
 * sits at a terminal is shown the plan before anything is written, and asked. `failed`: the result is printed,
 * and its copies are missing.
 */
export async function runInProcess(
  input: unknown,
  given: RunOptions,
): Promise<Result | ExitOfNo | 'failed'> {
  const { store, out, yes, json } = given;
  const opened = await openStore(store);
  const agreement = importAgreement(opened.services, promptsUntil);
  const gates = !yes && isTerminal() ? agreement.gates : {};
  const { progress, whatStands, withWhatStands } = followRun(
    progressOn(process.stderr),
    store,
    'finishes or undoes that',
  );
  const ended = await unlessInterrupted(
    (signal) => runImport(input, { ...opened, progress, signal, gates }),
    whatStands,
  );
  if (ended === null) return 'interrupted';
  const { push } = ended;
  const result = withWhatStands({ ...ended, ...(push && { push: withWhatStands(push) }) });
  const said = agreement.said();
  if (said === 'no' || said === 'ended') {
    if (json) printResult(result, json);
    return endWithout(said);
  }
  // A file gets all of it, whatever the terminal has shown.
  printResult(result, json, {
    shown: process.stdout.isTTY ? agreement.shown() : null,
    next: nextStep(result, input, { ...given, command: 'run' }),
  });
  return out === null || (await isCopied(result, opened.services.configStore, out))
    ? result
    : 'failed';
}

/** Whether the copies lie there. One that fails takes nothing from the result, and is told beside it. */
async function isCopied(result: Result, store: ConfigStore, out: string): Promise<boolean> {
  try {
    await copyFiles(result, store, out);
    return true;
  } catch (error) {
    const { name, message } = fileRefusal(error, out) as Error;
    tell(withShellNote(`The copies for ${out} are missing.\n${name}: ${message}`));
    return false;
  }
}

async function promptsUntil(signal: AbortSignal) {
  const { terminalPrompts } = await import('./terminal-prompts.ts');
  return terminalPrompts(signal);
}

import { absences, refusals } from '../contract/errors.ts';
import type { Result } from '../contract/result.ts';

/** Exit codes are an interface: scripts and builds branch on them. */
export const exitCodes = {
  /** Done, or nothing to do. */
  done: 0,
  /** Refused before any write. */
  refused: 1,
  /** Failed; also: published, but the push failed. */
  failed: 2,
  /** With `--detailed-exit-code`: the plan has changes, or a comparison differences. */
  changes: 3,
  /** Of a fetch: nothing is published. */
  unpublished: 3,
  usage: 64,
  /** A person ended it, by Ctrl-C or by a no; nothing was written (128 and the signal, as shells have it). */
  interrupted: 130,
} as const;

/** The command line cannot be understood. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** The exit code of a command that ended in an error of this name. */
export function exitCodeOfError(name: string): number {
  if (refusals.includes(name)) return exitCodes.refused;
  return absences.includes(name) ? exitCodes.unpublished : exitCodes.failed;
}

/** The exit code of a result. */
export function exitCodeOf(result: Result, detailed = false): number {
  const { status, error, push } = result;
  if (status === 'refused' || (status === 'failed' && refusals.includes(error?.name ?? ''))) {
    return exitCodes.refused;
  }
  if (status === 'failed' || push?.status === 'failed') return exitCodes.failed;
  if (detailed && status === 'planned' && hasChanges(result)) return exitCodes.changes;
  return exitCodes.done;
}

function hasChanges({ plan }: Result): boolean {
  if (!plan) return false;
  return (
    plan.roles.some(({ before, after }) => before !== after) ||
    plan.files.some(({ changed }) => changed) ||
    plan.push.length > 0
  );
}

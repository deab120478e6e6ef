import { hasChanges } from '../domain/run/plan-changes.ts';
import { absences, refusals } from '../contract/errors/user-error.ts';
import type { PushResult } from '../contract/push/result.ts';
import type { RemovalResult } from '../contract/removal/result.ts';
import type { Result } from '../contract/result.ts';

/** How a command can end: exit codes are an interface, scripts and builds branch on them. */
export const exits = {
  done: { code: 0, about: 'done, or nothing to do' },
  refused: { code: 1, about: 'refused before any write, by a check or by you' },
  failed: {
    code: 2,
    about:
      'failed by any other error; a push or a removal has not got to everything; or standard output has not taken the answer',
  },
  changes: { code: 3, about: 'there are changes, with --detailed-exit-code' },
  unpublished: { code: 3, about: 'nothing is published, or a right to see it is missing' },
  usage: { code: 64, about: 'the command line or the request file cannot be read' },
  /** 128 and the number of the signal, as shells have it. */
  interrupted: { code: 130, about: 'ended by you' },
} as const;

export type ExitName = keyof typeof exits;

/** How every command can end; what else one can end in, it declares. */
export const commonExits = ['done', 'failed', 'usage', 'interrupted'] as const;

/** The command line cannot be understood. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** The command line has a word that is none of those that can stand there. */
export class UnknownWord extends UsageError {
  readonly word: string;
  /** What it could have been. */
  readonly known: readonly string[];

  constructor(message: string, word: string, known: readonly string[]) {
    super(message);
    this.word = word;
    this.known = known;
  }
}

/** How a command ends that threw an error of this name. */
export function exitOfError(name: string): 'refused' | 'unpublished' | 'failed' {
  if (refusals.includes(name)) return 'refused';
  return absences.includes(name) ? 'unpublished' : 'failed';
}

/** How a command can end that came to a result. */
export type ResultExit = 'done' | 'refused' | 'failed';

/** As much of a result as says how a command ends. */
type Ended = Pick<Result, 'error' | 'push'> & {
  readonly status: Result['status'] | PushResult['status'] | RemovalResult['status'];
};

/** How a command ends that came to this result of an import or a push. */
export function exitOf(result: Ended): ResultExit {
  const { status, error, push } = result;
  if (status === 'refused' || (status === 'failed' && refusals.includes(error?.name ?? ''))) {
    return 'refused';
  }
  return status === 'failed' || push?.status === 'failed' ? 'failed' : 'done';
}

/** The same, told apart by whether a plan has changes. */
export function detailedExitOf(result: Result): ResultExit | 'changes' {
  const exit = exitOf(result);
  return exit === 'done' && result.status === 'planned' && result.plan && hasChanges(result.plan)
    ? 'changes'
    : exit;
}

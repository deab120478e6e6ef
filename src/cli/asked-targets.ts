import { parseTargetId } from '../contract/push/target.ts';
import { UsageError } from './exit-codes.ts';

/**
 * The targets that `--only` names: their ids, and `failed` for those of the last push.
 *
 * @throws UsageError
 */
export function askedTargets(words: string): string[] {
  return words.split(',').map((word) => {
    if (word !== 'failed') requireTargetId(word);
    return word;
  });
}

function requireTargetId(word: string): void {
  try {
    parseTargetId(word);
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw new UsageError(`--only: ${cause.message} ${shapes}`, { cause });
  }
}

const shapes =
  'It is "failed" or one of function:<region>:<name>, role:<name>, hosting:<region>:<app id>[:<branch>], site:<bucket>/<prefix>, parameters.';

import { eventsSince } from '../aws/stack/execution-history.ts';
import { endedTasks, type HistoryEvent } from '../domain/run/execution-history.ts';
import { progressOn } from './progress.ts';
import { isProgressTold } from './tell.ts';

/**
 * Tells of an execution, each time it is called, which of its tasks have ended since. Who may not read its
 * history, or cannot for any other reason, waits without being told: the result is not worth less for it.
 */
export function executionProgress(executionArn: string): () => Promise<void> {
  const progress = progressOn(process.stderr);
  const history: HistoryEvent[] = [];
  let told = 0;
  let isReadable = isProgressTold();
  return async () => {
    if (!isReadable) return;
    try {
      history.push(...(await eventsSince(executionArn, history.at(-1)?.id ?? 0)));
      const ended = endedTasks(history);
      for (const { state, milliseconds, error } of ended.slice(told)) {
        if (error === null) progress.answered(state, milliseconds, []);
        else progress.failed(state, milliseconds, named(error), [], null);
      }
      told = ended.length;
    } catch {
      isReadable = false;
    }
  };
}

/** What it says stands in the result. */
function named(name: string): Error {
  return Object.assign(new Error(''), { name });
}

import { Interrupted } from './prompts.ts';
import { tell } from './tell.ts';

/**
 * Runs what the first Ctrl-C ends in order, by a signal; a second one ends the process at once, as it does
 * by itself. `null`: it was ended; what stands then, and what to do, is said by `outcome`, in one line.
 */
export async function unlessInterrupted<Result>(
  run: (signal: AbortSignal) => Promise<Result>,
  outcome: () => string,
): Promise<Result | null> {
  const controller = new AbortController();
  const stop = () => {
    tell('Stopping; press Ctrl-C once more to end it at once.');
    controller.abort(new Interrupted());
  };
  process.once('SIGINT', stop);
  try {
    return await run(controller.signal);
  } catch (error) {
    if (error !== controller.signal.reason) throw error;
    tell(`Interrupted. ${outcome()}`);
    return null;
  } finally {
    process.removeListener('SIGINT', stop);
  }
}

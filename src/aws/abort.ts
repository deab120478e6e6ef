import { AsyncLocalStorage } from 'node:async_hooks';

/**
 * The signal that ends a step: in process a step that runs out of time is told to stop, so that
 * nothing is undone beside a live writer. Adapters pass it to every call.
 */
const current = new AsyncLocalStorage<AbortSignal>();

/** Runs a step under a signal. */
export function underSignal<Output>(signal: AbortSignal, step: () => Output): Output {
  return current.run(signal, step);
}

/** Options for an SDK call of the step that is under way. */
export function sendOptions(): { abortSignal?: AbortSignal } {
  const signal = current.getStore();
  return signal ? { abortSignal: signal } : {};
}

import type { Client } from './client.ts';

/**
 * One try of a call: an operation by the names of its client and of its command, and how it ended.
 *
 * @internal for tests, which keep what they hear
 */
export type HeardCall = {
  readonly client: string;
  readonly command: string;
  readonly milliseconds: number;
  /** The name of the error, if it ended in one. */
  readonly error: string | null;
};

type Listener = (call: HeardCall) => void;
const listeners = new Set<Listener>();

/** From now on somebody hears each try of each call of this process. */
export function hearCalls(listener: Listener): void {
  listeners.add(listener);
}

/** A client whose calls can be heard. */
export function heard<One extends Client>(client: One): One {
  client.middlewareStack.add(
    (next, { clientName: name = '', commandName: command = '' }) =>
      async (args) => {
        const begun = performance.now();
        const tellEnd = (error: string | null) => {
          const milliseconds = performance.now() - begun;
          for (const tell of listeners) tell({ client: name, command, milliseconds, error });
        };
        try {
          const answer = await next(args);
          tellEnd(null);
          return answer;
        } catch (error) {
          tellEnd((error as Error).name);
          throw error;
        }
      },
    // Outside of what makes errors of answers.
    { step: 'deserialize', name: 'heardCalls', priority: 'high' },
  );
  return client;
}

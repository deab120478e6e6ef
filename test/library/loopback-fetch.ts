import { localUrlOf } from '../support/local-aws.ts';

/** A `fetch` by which the library reaches the emulator and nobody else. */
export type LoopbackFetch = {
  /** Hosts that were asked for, as the library named them, in order. */
  readonly hosts: string[];
  restore(): void;
};

/**
 * Leads requests to AWS to the emulator, so that the published files stay as they are. Any other
 * host is refused: nothing leaves this machine.
 */
export function wrapFetch(endpoint: string): LoopbackFetch {
  const original = globalThis.fetch;
  const hosts: string[] = [];
  globalThis.fetch = async (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    const local = localUrlOf(url, endpoint);
    hosts.push(new URL(url).hostname);
    if (local === null) throw new Error(`${url} is not on this machine.`);
    return original(local, init);
  };
  return {
    hosts,
    restore: () => {
      globalThis.fetch = original;
    },
  };
}

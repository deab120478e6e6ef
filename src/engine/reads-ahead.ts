import { readImportAhead, rememberedReads } from '../procedures/account/import-ahead.ts';
import type { ImportAsked, Services } from '../procedures/ports.ts';
import { withinTime } from './bounds.ts';

/**
 * Services by which the states of one execution, which is about one request, read ahead. It remembers for
 * itself: what a parent has read may be older than what its other children wrote. What is begun ahead ends
 * with the execution, and once it has taken the time of a step: no state waits any longer for what another
 * one has begun.
 */
export function withReadsAhead(
  services: Services,
  signal: AbortSignal,
): { services: Services; stop: () => Promise<void> } {
  const over = new AbortController();
  const begin = (asked: ImportAsked) => {
    const reads = rememberedReads(services);
    const all = withinTime('Reading ahead', AbortSignal.any([signal, over.signal]), () =>
      readImportAhead(asked, { ...services, ...reads }),
    );
    return { reads, ended: all.catch(() => undefined) };
  };
  let begun: ReturnType<typeof begin> | undefined;
  return {
    services: { ...services, readAhead: (asked) => (begun ??= begin(asked)).reads },
    stop: async () => {
      over.abort();
      await begun?.ended;
    },
  };
}

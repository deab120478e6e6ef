import { setTimeout as sleep } from 'node:timers/promises';
import type { Wait } from '../procedures/ports.ts';

/** Real waiting that ends at once when the signal says that no call comes any more. */
export function waitUnder(signal: AbortSignal): Wait {
  return (milliseconds) => sleep(milliseconds, undefined, { signal }).catch(() => undefined);
}

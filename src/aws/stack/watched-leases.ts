import type { Lease } from '../../contract/link.ts';

/**
 * Watches leases: for how many seconds each was seen without a new sign of life of its owner. What a sign
 * says is compared with itself only: clocks of two machines may be minutes apart, and a lease that is looked
 * at for the first time was never silent.
 *
 * @param monotonic milliseconds by a clock that nobody sets
 */
export function watchLeases(monotonic: () => number): (lease: Lease) => number {
  const seen = new Map<string | null, { readonly sign: string; readonly since: number }>();
  return ({ owner, fence, heartbeatUntil }) => {
    const sign = `${fence} ${heartbeatUntil}`;
    const last = seen.get(owner);
    if (last?.sign === sign) return (monotonic() - last.since) / 1000;
    seen.set(owner, { sign, since: monotonic() });
    return 0;
  };
}

import { LeaseLost } from '../contract/errors/run-errors.ts';
import { linkLabel, type LinkName } from '../contract/link.ts';
import { heartbeatValiditySeconds, heldSince, nextHeartbeat } from '../domain/link/lease.ts';
import { updateLink } from '../procedures/link/link-updates.ts';
import type { Services } from '../procedures/ports.ts';

const pauseMilliseconds = (heartbeatValiditySeconds * 1000) / 3;

/** How long after a sign of life a write may begin: half of what nobody else waits less for. */
const sureMilliseconds = (heartbeatValiditySeconds * 1000) / 2;

/** The lease of one execution in this process. */
export type KeptLease = {
  /** Takes it, and keeps it by a sign of life three times in its validity, until it is another's or nobody's. */
  readonly keep: NonNullable<Services['keepAlive']>;
  /** Does a write while the lease is surely ours. @throws LeaseLost */
  readonly guard: <Output>(write: () => Promise<Output>) => Promise<Output>;
  readonly stop: () => void;
};

type Held = { readonly link: LinkName; readonly owner: string; readonly fence: number };

/**
 * A process may be suspended at any moment, and others take its lease meanwhile. So right before each write
 * both clocks are asked how old the last sign of life is: one of them stands still while a machine sleeps
 * (clock_gettime(2)), and the other is set by people. Where it is too old for anybody to rely on, the next
 * one tells whether the lease is still ours.
 */
export function keptLease({ linkStore, now, monotonic }: Services): KeptLease {
  let held: Held | null = null;
  let isLost = false;
  let sign = { wall: 0, monotonic: 0 };
  let beat: NodeJS.Timeout | undefined;
  let giving: Promise<void> | null = null;

  const clocks = () => ({ wall: now().getTime(), monotonic: monotonic() });
  const isSure = () => {
    const { wall, monotonic: gone } = clocks();
    return Math.max(Math.abs(wall - sign.wall), gone - sign.monotonic) < sureMilliseconds;
  };
  const isDoubtful = () => held !== null && !isLost && !isSure();
  const stop = () => clearInterval(beat);

  const giveSign = async ({ link, owner, fence }: Held) => {
    const at = clocks();
    const after = await updateLink(linkStore, link, (item) =>
      heldSince(item, owner, fence)
        ? { ...item, lease: { ...item.lease, heartbeatUntil: nextHeartbeat(owner, now()) } }
        : item,
    );
    if (heldSince(after, owner, fence)) {
      sign = at;
      return;
    }
    stop();
    // Nobody else gives back a lease of this fence.
    if (after.lease.owner === null && after.lease.fence === fence) held = null;
    else isLost = true;
  };
  /** Writes of many roles at the same time give one sign together. */
  const giveOneSign = async () => {
    if (held === null) return;
    giving ??= giveSign(held).finally(() => (giving = null));
    await giving;
  };
  const isLostSince = async () => {
    // Whether it is will be seen by the next write, or by nobody.
    if (isDoubtful()) await giveOneSign().catch(() => undefined);
    return isLost;
  };

  return {
    keep: async (link, owner, take) => {
      stop();
      sign = clocks();
      const fence = await take();
      [held, isLost] = [{ link, owner, fence }, false];
      // A sign that fails is made up for by the next one, or by the next write.
      const again = () => void giveOneSign().catch(() => undefined);
      beat = setInterval(again, pauseMilliseconds).unref();
      return fence;
    },
    guard: async (write) => {
      while (isDoubtful()) await giveOneSign();
      if (held && isLost) throw new LeaseLost(linkLabel(held.link));
      const written = write();
      await written.catch(() => undefined);
      if (held && (await isLostSince())) throw new LeaseLost(linkLabel(held.link), 'in a write');
      return written;
    },
    stop,
  };
}

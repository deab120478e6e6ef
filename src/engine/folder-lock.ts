import { randomUUID } from 'node:crypto';
import { readFileSync, rmSync, statSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { stateOfProcess, thisProcess, type KnownProcess } from '../aws/stack/processes.ts';
import { FolderLocked } from '../contract/errors/run-errors.ts';

/** How long a lock counts whose holder cannot be looked at; changes take milliseconds. */
const validityMilliseconds = 10_000;
/** How long a holder may rely on its lock: well before anybody else takes it. */
const relianceMilliseconds = validityMilliseconds / 2;
/** How long a writer waits: long enough to see the lock of a holder elsewhere grow old. */
const patienceMilliseconds = 2 * validityMilliseconds;
const pauseMilliseconds = 5;

/** A lock that is held. */
export type HeldLock = {
  /** Asked right before a change is put in place. Whoever was suspended with a lock may hold it no more. */
  readonly requireHeld: () => void;
};

/** By whom and with which clocks a lock is taken. */
type Taker = {
  readonly self: KnownProcess;
  /** Milliseconds; no setting of the wall clock moves them. */
  readonly monotonic: () => number;
  readonly wall: () => number;
};

/** The lock was held for longer than others respect it: nothing was changed, and it is taken anew. */
class HeldTooLong extends FolderLocked {
  constructor(path: string) {
    super(path, 'this process');
  }
}

/** How often it is: whoever sleeps does so once, a disk that is too slow is so again. */
const takesAnew = 2;

const thisTaker = (): Taker => ({
  self: thisProcess(),
  monotonic: () => performance.now(),
  wall: () => Date.now(),
});

/**
 * Runs a change while no other process makes one that shares the folder: a lock file that says who holds it.
 * The lock of a process of this place that is gone is removed; that of one elsewhere, once it was seen
 * unchanged for ten seconds by a clock of our own, whatever time the file bears. It is removed under a
 * lock of its own, so that a waiter that is late never removes what another one has taken over.
 *
 * @throws FolderLocked when the lock is not given back in time
 */
export async function withLock<Output>(
  path: string,
  change: (lock: HeldLock) => Promise<Output>,
  taker: Taker = thisTaker(),
): Promise<Output> {
  await mkdir(dirname(path), { recursive: true });
  let began = taker.monotonic();
  let anew = 0;
  const sight = watchLock(path, taker);
  for (;;) {
    const lock = lockBy(path, taker);
    if (await lock.take()) {
      try {
        return await change(lock);
      } catch (error) {
        if (!(error instanceof HeldTooLong) || anew === takesAnew) throw error;
        anew += 1;
        began = taker.monotonic();
      } finally {
        lock.giveBack();
      }
    }
    if (taker.monotonic() - began > patienceMilliseconds) {
      throw new FolderLocked(path, sight.holder());
    }
    await removeAbandoned(path, sight, taker);
    await sleep(pauseMilliseconds);
  }
}

/** A lock as one process takes it once; its text is nobody else's. */
function lockBy(path: string, { self, monotonic, wall }: Taker) {
  const text = JSON.stringify({ ...self, turn: randomUUID() });
  const taken = { monotonic: monotonic(), wall: wall() };
  return {
    take: async () => {
      try {
        await writeFile(path, text, { flag: 'wx' });
        return true;
      } catch (error) {
        if ((error as { code?: string }).code === 'EEXIST') return false;
        throw error;
      }
    },
    // By both clocks: a machine that sleeps stops the one (clock_gettime(2)), and people set the other.
    requireHeld: () => {
      const ages = [monotonic() - taken.monotonic, Math.abs(wall() - taken.wall)];
      if (Math.max(...ages) > relianceMilliseconds) throw new HeldTooLong(path);
    },
    giveBack: () => {
      if (lookAt(path)?.text === text) rmSync(path, { force: true });
    },
  };
}

async function removeAbandoned(path: string, sight: LockSight, taker: Taker): Promise<void> {
  if (!sight.isAbandoned()) return;
  await withLock(
    `${path}.takeover`,
    async ({ requireHeld }) => {
      if (!sight.isAbandoned()) return;
      requireHeld();
      rmSync(path, { force: true });
    },
    taker,
  );
}

type LockSight = ReturnType<typeof watchLock>;

/** Looks at a lock file from time to time, and knows since when it is the same one. */
function watchLock(path: string, { self, monotonic }: Taker) {
  let seen = { as: '', since: 0 };
  return {
    /** Its holder is gone, or it was there for too long: also one whose process died as it wrote it. */
    isAbandoned: () => {
      const file = lookAt(path);
      if (file === null) return false;
      const as = `${file.inode} ${file.text}`;
      if (seen.as !== as) seen = { as, since: monotonic() };
      const state = file.holder ? stateOfProcess(file.holder, self) : 'unseen';
      if (state !== 'unseen') return state === 'gone';
      return monotonic() - seen.since > validityMilliseconds;
    },
    /** Who holds it, for people. */
    holder: () => {
      const holder = lookAt(path)?.holder;
      return holder ? `process ${holder.pid}` : 'a process that is not known';
    },
  };
}

function lookAt(path: string) {
  try {
    const { ino: inode } = statSync(path);
    const text = readFileSync(path, 'utf8');
    return { inode, text, holder: holderIn(text) };
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') return null;
    throw error;
  }
}

/** `null`: it is not written yet, or none of this version. */
function holderIn(text: string): KnownProcess | null {
  try {
    const { place, pid, start } = JSON.parse(text) as Partial<KnownProcess>;
    return Number.isInteger(pid)
      ? { place: place ?? null, pid: pid ?? 0, start: start ?? null }
      : null;
  } catch {
    return null;
  }
}

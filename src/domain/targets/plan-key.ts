import type {
  PlannedKey,
  PlannedTarget,
  RecordedTarget,
  SeenValue,
  TargetKind,
} from '../../contract/push/target.ts';
import { hashOfRecorded, hashOfSeen, hashOfWanted, recordedAfter } from './seen-value.ts';

/** What is known of a key from before: what the link holds, and what a push that died was to do. */
export type KnownBefore = {
  readonly held: RecordedTarget | null;
  /** The same target in the plan of a push that died over it. */
  readonly open: PlannedTarget | null;
};

/** What becomes of one key; `after`: what is wanted there, `null`: nothing of ours any more. */
export function planKey(
  kind: TargetKind,
  name: string,
  { seen, after }: Pick<PlannedKey, 'seen' | 'after'>,
  { held, open }: KnownBefore,
): PlannedKey {
  const recorded = own(held?.keys, name);
  const begun = begunKey(open, name);
  const hashes = [
    ...(begun && begun.after !== null ? [hashOfWanted(kind, begun.after)] : []),
    ...(recorded ? [hashOfRecorded(kind, recorded.after)] : []),
    ...(begun?.earlier ?? []),
    ...(held?.earlier ?? []),
  ];
  const before = recorded ? recorded.before : begun ? begun.before : seen;
  const last = lastOf(kind, begun) ?? recorded?.after;
  return {
    before,
    seen,
    after,
    earlier: [...new Set(hashes)],
    ...(last !== undefined && { last }),
  };
}

/**
 * A key in the plan of a push that died. Of a target that it left alone it may not even have seen what
 * stands there; what it knew from before it goes on knowing.
 */
function begunKey(open: PlannedTarget | null, name: string): PlannedKey | undefined {
  const begun = own(open?.keys, name);
  if (!begun || open?.change !== 'leave') return begun;
  return begun.earlier.length > 0 ? { ...begun, after: null } : undefined;
}

function lastOf(kind: TargetKind, begun: PlannedKey | undefined): string | undefined {
  if (!begun) return undefined;
  return begun.after === null ? begun.last : recordedAfter(kind, begun.after);
}

/** Whether a target that cannot be read has what is wanted there, by what the link has written last. */
export function holdsWanted({ kind, change, error, keys }: PlannedTarget): boolean {
  const isUnseen = change === 'leave' && error === 'TARGET_UNREADABLE';
  return (
    isUnseen &&
    Object.values(keys).every(
      ({ after, last }) => last === (after === null ? undefined : recordedAfter(kind, after)),
    )
  );
}

/** Whether a plan may leave something of ours on a target, whoever of the pushes before has written it. */
export function mayHoldOurs({ change, owed, keys }: PlannedTarget): boolean {
  return change === 'write' || owed || Object.values(keys).some(({ last }) => last !== undefined);
}

/** Whether something has to be written under a key. */
export function differs(kind: TargetKind, key: PlannedKey): boolean {
  const stands = hashOfSeen(key.seen);
  if (key.after !== null) return stands !== hashOfWanted(kind, key.after);
  // What is not ours any more is nobody's to put back.
  return isOurs(key) && stands !== hashOfSeen(key.before);
}

/** Whether what the plan saw is something that we wrote. */
export function isOurs({ seen, earlier }: Pick<PlannedKey, 'seen' | 'earlier'>): boolean {
  const stands = hashOfSeen(seen);
  return stands !== null && earlier.includes(stands);
}

/** Whether something stands that is neither ours nor what stood there before: somebody else has put it there. */
export function isChanged({ seen, before, earlier }: PlannedKey): boolean {
  return seen !== null && !isOurs({ seen, earlier }) && hashOfSeen(seen) !== hashOfSeen(before);
}

/** Whether what stood there before was kept by its hash only, so that nobody can put it back. */
export function isBeforeLost({ before }: Pick<PlannedKey, 'before'>): boolean {
  return before !== null && 'sha256' in before;
}

/** What is put there: what is wanted, or what stood there before, as far as it was kept; `null`: nothing. */
export function textToPut({ after, before }: PlannedKey): string | null {
  if (after !== null) return after;
  return before !== null && 'value' in before ? before.value : null;
}

/** Hashes of what may stand under a key without anybody else having written it; `null` is nothing. */
export function expectedHashes(kind: TargetKind, key: PlannedKey): ReadonlySet<string | null> {
  const put = textToPut(key);
  return new Set([
    hashOfSeen(key.seen),
    put === null ? null : hashOfWanted(kind, put),
    ...key.earlier,
  ]);
}

function own<Value>(record: Readonly<Record<string, Value>> | undefined, name: string) {
  return record && Object.hasOwn(record, name) ? record[name] : undefined;
}

/** What stands under a name, if anything does. */
export function seenUnder(
  ours: Readonly<Record<string, SeenValue>>,
  name: string,
): SeenValue | null {
  return own(ours, name) ?? null;
}

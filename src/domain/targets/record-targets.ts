import { TargetUnanswered } from '../../contract/errors/push-errors.ts';
import type { LinkItem, PushRecord } from '../../contract/link.ts';
import type { PushPlan } from '../../contract/push/plan.ts';
import type { PlannedTarget, PushedTarget, RecordedTarget } from '../../contract/push/target.ts';
import type { Pushed, PushResults } from '../../contract/states/push-auth.ts';
import { recordedAfter, hashOfRecorded } from './seen-value.ts';
import { rememberedDocuments } from '../link/link-record.ts';
import { targetError } from './target-error.ts';

/** What a push has come to, as the link is to keep it. */
export type EndedPush = {
  readonly plan: PushPlan;
  readonly results: PushResults;
  /** Only some targets were asked for. */
  readonly partial: boolean;
  readonly now: string;
};

/**
 * The link item after a push: every target with what stands there of ours, what is owed of builds and
 * invalidations, and what was pushed. The plan is not open any more.
 */
export function recordedPush(item: LinkItem, ended: EndedPush): LinkItem {
  const { plan, results, partial, now } = ended;
  const held = item.push?.targets ?? [];
  const planned = plan.targets.flatMap((target) => {
    const result = results.find((one) => one.target.id === target.target);
    const before = held.find(({ id }) => id === target.target) ?? null;
    return recordedTarget(target, result ? result.pushed : undefined, before, now) ?? [];
  });
  const concerned = new Set(plan.targets.map(({ target }) => target));
  const untouched = partial ? held.filter(({ id }) => !concerned.has(id)) : [];
  const pushed = { revision: plan.revision, requestSha256: plan.requestSha256 };
  const wasCurrent =
    item.push?.of?.revision === pushed.revision &&
    item.push.of.requestSha256 === pushed.requestSha256;
  const push: PushRecord = {
    ...item.push,
    of: !partial || wasCurrent ? pushed : (item.push?.of ?? null),
    open: null,
    targets: [...planned, ...untouched],
  };
  return { ...item, push };
}

/** `undefined` result: nothing was to be written; `null`: the answer never came. */
function recordedTarget(
  target: PlannedTarget,
  result: Pushed | null | undefined,
  held: RecordedTarget | null,
  now: string,
): RecordedTarget | null {
  const { target: id, kind, roleArn } = target;
  const ended = endingOf(target, result);
  if (ended.status === 'gone') return null;
  const keys = keysOf(target, ended.keys);
  if (Object.keys(keys).length === 0 && !target.wanted && ended.status === 'pushed') return null;
  // What failed again is owed still, by its status.
  const wrote = ended.wrote || (target.owed && ended.status !== 'failed');
  const current = Object.values(keys).map(({ after }) => hashOfRecorded(kind, after));
  return {
    ...held,
    id,
    kind,
    status: isStillBuilding(ended, wrote, held) ? 'building' : ended.status,
    keys,
    roleArn,
    sha256: kind === 'role' ? (current[0] ?? null) : null,
    earlier: earlierOf(target, current),
    wroteAt: wrote ? now : (held?.wroteAt ?? null),
    build: buildAfter(target, wrote, held),
    invalidation: invalidationAfter(target, ended.status === 'pushed', wrote, held),
    distribution: target.distribution,
    ...(target.region !== undefined && { region: target.region }),
    error: ended.error,
  };
}

/**
 * What earlier pushes may have left under any key, the newest of each key first; more is kept the more keys
 * there are, because all of them share the list.
 */
function earlierOf({ keys }: PlannedTarget, current: readonly string[]): string[] {
  const lists = Object.values(keys).map(({ earlier }) => earlier);
  const longest = Math.max(0, ...lists.map(({ length }) => length));
  const ranked = Array.from({ length: longest }, (_, rank) =>
    lists.flatMap((list) => list[rank] ?? []),
  ).flat();
  const room = Math.max(rememberedDocuments, 4 * lists.length);
  return [...new Set(ranked)].filter((hash) => !current.includes(hash)).slice(0, room);
}

/** A build that runs goes on beside a push that has nothing to write. */
function isStillBuilding({ status }: Ending, wrote: boolean, held: RecordedTarget | null): boolean {
  return status === 'pushed' && !wrote && held?.status === 'building';
}

/** What is owed of builds: nothing more where none is wanted, or none can be started. */
function buildAfter(
  { build, noBuild }: PlannedTarget,
  wrote: boolean,
  held: RecordedTarget | null,
): RecordedTarget['build'] {
  const before = held?.build ?? null;
  if (build !== 'onChange' || noBuild !== undefined) return before === 'due' ? null : before;
  return wrote ? 'due' : before;
}

/**
 * What is owed of invalidations: one after each write, and one where this distribution has never had any,
 * because it is new or because its owner has only now allowed it.
 */
function invalidationAfter(
  { distribution }: PlannedTarget,
  stands: boolean,
  wrote: boolean,
  held: RecordedTarget | null,
): RecordedTarget['invalidation'] {
  const before = held?.invalidation ?? null;
  if ((distribution?.path ?? null) === null) return before === 'due' ? null : before;
  const isAnother =
    held?.distribution?.id !== distribution?.id || held?.distribution?.path !== distribution?.path;
  return wrote || (stands && (before === null || isAnother)) ? 'due' : before;
}

type Ending = {
  readonly status: RecordedTarget['status'];
  readonly wrote: boolean;
  /**
   * What stands for certain, as a link keeps it; `untouched`: nothing was written by this push; `unknown`:
   * perhaps what was wanted, perhaps what stood there.
   */
  readonly keys: PushedTarget['after'] | 'untouched' | 'unknown';
  readonly error: RecordedTarget['error'];
};

function endingOf(target: PlannedTarget, result: Pushed | null | undefined): Ending {
  if (target.change === 'leave') {
    const error = targetError(target.error ?? 'TARGET_UNREADABLE', target.target);
    return { status: 'left', wrote: false, keys: 'untouched', error };
  }
  if (result === undefined) {
    const keys = Object.fromEntries(
      Object.entries(target.keys).map(([name, { after }]) => [
        name,
        after === null ? null : recordedAfter(target.kind, after),
      ]),
    );
    return { status: 'pushed', wrote: false, keys, error: null };
  }
  if (result === null || result.status === 'failed') {
    const { name, message } = result
      ? { name: result.error, message: result.message }
      : new TargetUnanswered(target.target);
    return { status: 'failed', wrote: false, keys: 'unknown', error: { name, message } };
  }
  if (result.status === 'left') {
    const error = targetError(result.error ?? 'TARGET_CHANGED', target.target);
    // It may have been written before somebody else came: by a first try, or by half.
    return { status: 'left', wrote: result.wrote, keys: 'unknown', error };
  }
  return { status: result.status, wrote: result.wrote, keys: result.after, error: null };
}

/** What of ours stands on a target, or may: it stays known until a push has seen that it was given back. */
function keysOf({ kind, keys }: PlannedTarget, stand: Ending['keys']): RecordedTarget['keys'] {
  const entries = Object.entries(keys).flatMap(([name, { before, after, last }]) => {
    const wanted = after === null ? undefined : recordedAfter(kind, after);
    const ours =
      stand === 'untouched' ? last : stand === 'unknown' ? (wanted ?? last) : stand[name];
    return typeof ours === 'string' ? [[name, { before, after: ours }] as const] : [];
  });
  return Object.fromEntries(entries);
}

import type { LinkItem } from '../../contract/link.ts';
import type { RecordedTarget } from '../../contract/push/target.ts';
import { localOwner } from '../link/lease.ts';
import type { Slice } from '../../contract/slices.ts';

/** Builds take 5 to 120 minutes at the most (Amplify Hosting user guide); after this nobody waits. */
const longestMinutes = 130;

/** Whether something of a target has to be started or looked at. */
export function isToBeFollowed({ status, build, invalidation }: RecordedTarget): boolean {
  return status === 'building' || build === 'due' || invalidation === 'due';
}

/** Whether the link says by what a build of this very write is known, so that one may be started. */
export function knowsItsBuild({ jobsBefore, wroteAt }: RecordedTarget): boolean {
  return jobsBefore?.wroteAt === wroteAt;
}

/** How long to wait before the next look, by how long the push has been waiting. */
export function waitSecondsOf(begun: Date, now: Date): number {
  const seconds = (now.getTime() - begun.getTime()) / 1000;
  return seconds < 60 ? 15 : seconds < 300 ? 30 : 60;
}

/** Whether a push looks again: in process only where somebody asked for that, and nowhere for ever. */
export function isFollowed(
  { executionId, now: begun }: Slice<'run'>,
  follow: boolean,
  now: Date,
): boolean {
  const isLocal = localOwner(executionId) !== null;
  const minutes = (now.getTime() - new Date(begun).getTime()) / 60_000;
  return (!isLocal || follow) && minutes < longestMinutes;
}

/**
 * The link item with what was found of builds and invalidations. A target that another push has written
 * meanwhile keeps what that one says of it.
 */
export function followedItem(
  item: LinkItem,
  looked: readonly { readonly before: RecordedTarget; readonly after: RecordedTarget }[],
): LinkItem {
  if (item.push === null) return item;
  const targets = item.push.targets.map((target) => {
    const found = looked.find(
      ({ before }) =>
        before.id === target.id &&
        before.status === target.status &&
        before.wroteAt === target.wroteAt &&
        before.build === target.build &&
        knowsItsBuild(before) === knowsItsBuild(target) &&
        before.jobsBefore?.newest === target.jobsBefore?.newest &&
        before.invalidation === target.invalidation,
    );
    if (!found) return target;
    const { status, build, jobsBefore, invalidation, error } = found.after;
    const { jobsBefore: _before, ...others } = target;
    return {
      ...others,
      status,
      build,
      ...(build === 'due' && jobsBefore && { jobsBefore }),
      invalidation,
      error,
    };
  });
  return { ...item, push: { ...item.push, targets } };
}

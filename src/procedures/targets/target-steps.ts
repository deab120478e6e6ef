import type { ConcernedTarget } from '../../domain/targets/plan-targets.ts';
import type { SeenTarget } from '../../domain/targets/target-kind.ts';
import type { LinkName } from '../../contract/link.ts';
import type { PlannedTarget, PushedTarget, RecordedTarget } from '../../contract/push/target.ts';
import type { targetReads, targetWrites } from '../../contract/states/target-needs.ts';
import type { Reading } from '../../domain/readings.ts';
import type { Services } from '../ports.ts';

/** A push that holds the lease of its link. */
export type HeldPush = {
  readonly link: LinkName;
  /** Looks, by a consistent read, whether the lease is still ours: right before each write. @throws LeaseLost */
  readonly checkFence: () => Promise<void>;
};

/**
 * Whose plan a target is read for: what does not change what a push writes is read for an import's only, and
 * for a removal's nothing but what is ours.
 */
export type PlannedBy = 'import' | 'push' | 'removal';

/** What reading a target needs, of whichever kind it is. */
export type ReadServices = Pick<
  Services,
  (typeof targetReads)[number] | 'allowList' | 'region' | 'now' | 'wait'
>;
/** What writing one needs: the files of a site come from the store. */
export type WriteServices = Pick<
  Services,
  (typeof targetWrites)[number] | 'configStore' | 'now' | 'wait'
>;
/** What invalidating needs, and what following does beside it. */
export type InvalidateServices = Pick<Services, 'sites' | 'distributions'>;
export type FollowServices = InvalidateServices & Pick<Services, 'hosting'>;

/**
 * One kind of push target: the half that reads and writes through ports. The rules are in
 * `src/domain/targets/`.
 */
export type TargetSteps<Facts = unknown> = {
  /** Looks at a target for a plan. No value of anybody else is in what it gives. */
  readonly read: (
    target: ConcernedTarget,
    link: LinkName,
    services: ReadServices,
    plannedBy: PlannedBy,
  ) => Promise<Reading<SeenTarget<Facts>>>;
  /**
   * Brings a target to what the plan says: reads it, merges, writes, waits and reads again.
   *
   * @throws AwsUnavailable, to be tried again; any other error is the target's
   */
  readonly write: (
    target: PlannedTarget,
    push: HeldPush,
    services: WriteServices,
  ) => Promise<PushedTarget>;
  /**
   * What comes after a write: starts what is due, looks at what runs; left out where nothing does. Where a
   * start has no token, it gives what the start will be known by, and is asked again once that is on the link.
   */
  readonly follow?: (target: RecordedTarget, services: FollowServices) => Promise<FollowedTarget>;
  /**
   * Invalidates what caches may have of a target, as it stands: of one that was given back, nobody comes to
   * follow it. Left out where nothing caches it.
   *
   * @throws AwsUnavailable, to be tried again; any other error is the target's
   */
  readonly invalidate?: (target: RecordedTarget, services: InvalidateServices) => Promise<void>;
};

/** How a build or an invalidation stands. */
export type FollowedTarget = Pick<
  RecordedTarget,
  'status' | 'build' | 'jobsBefore' | 'invalidation' | 'error'
>;

import type { Slice } from '../../contract/slices.ts';
import type { PublishedNow } from '../config/config-plan.ts';
import type { TargetPlanInput } from '../targets/plan-targets.ts';
import type { TargetContext } from '../targets/target-kind.ts';
import type { DecisionInput } from '../roles/decided-roles.ts';

/** Everything that a plan is made from. */
export type PlanInput = DecisionInput & {
  readonly userPool: Slice<'userPool'>;
  readonly published: PublishedNow;
  /** What was read of push targets, and what is known of them. */
  readonly targets: TargetsToPlan;
  readonly startedBy: Slice<'run'>['startedBy'];
};

/** What the push targets of a plan are made from. */
export type TargetsToPlan = Pick<TargetPlanInput, 'held' | 'open' | 'readings'> &
  Pick<TargetContext, 'executionRoles' | 'otherLinks'> & {
    /** The account of the targets, where they are named or valued by it; `null`: nobody knows, or asks. */
    readonly account: string | null;
    /** `s3://<bucket>/config/<app>/<env>/`; `null`: the store is a folder. */
    readonly configUri: string | null;
  };

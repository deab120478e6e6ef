import type { Slice } from '../../contract/slices.ts';
import type { PublishedNow } from '../config/config-plan.ts';
import type { ResourceReadings } from '../grants/resources/readings.ts';
import type { SettledBy } from '../roles/settled-plan.ts';

/** Everything that a plan is made from. */
export type PlanInput = SettledBy & {
  readonly userPool: Slice<'userPool'>;
  /** What the request grants something on, as it was found. */
  readonly resources: ResourceReadings;
  readonly published: PublishedNow;
  readonly startedBy: Slice<'run'>['startedBy'];
};

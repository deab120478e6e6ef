import type { LinkItem } from '../../contract/link.ts';
import type { Plan } from '../../contract/plan.ts';
import type { ImportRequest } from '../../contract/request.ts';
import type { Slice } from '../../contract/slices.ts';
import type { PublishedNow } from '../config/config-plan.ts';
import type { ResourceReadings } from '../grants/resource-readings.ts';
import type { AllowList } from '../pools/allowance.ts';
import type { RolePoliciesReading } from '../readings.ts';

/** Everything that a plan is made from. */
export type PlanInput = {
  readonly request: ImportRequest;
  readonly item: LinkItem;
  readonly userPool: Slice<'userPool'>;
  readonly identityPool: Slice<'identityPool'> | null;
  readonly rolePolicies: readonly RolePoliciesReading[];
  /** What the request grants something on, as it was found. */
  readonly resources: ResourceReadings;
  readonly published: PublishedNow;
  /** The plan of a run that died after its commit, which nobody has recorded yet. */
  readonly committed: Plan | null;
  readonly startedBy: Slice<'run'>['startedBy'];
  /** `null` in process, where the caller's own rights decide. */
  readonly allowList: AllowList | null;
};

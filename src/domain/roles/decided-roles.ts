import type { Finding } from '../../contract/findings.ts';
import type { LinkItem } from '../../contract/link.ts';
import type { Plan } from '../../contract/plan.ts';
import type { RunRequest } from '../../contract/request.ts';
import type { Slice } from '../../contract/slices.ts';
import type { AllowList } from '../../contract/allow.ts';
import type { ResourceReadings } from '../grants/resources/readings.ts';
import type { RolePoliciesReading } from '../readings.ts';
import type { RolePlan } from './plan.ts';

/** What decides over the roles of a plan. */
export type DecisionInput = {
  readonly request: RunRequest;
  /** When the run began, in ISO 8601. */
  readonly now: string;
  readonly item: LinkItem;
  readonly identityPool: Slice<'identityPool'> | null;
  readonly rolePolicies: readonly RolePoliciesReading[];
  /** What the request grants something on, as it was found. */
  readonly resources: ResourceReadings;
  /** The plan of a run that died after its commit, which nobody has recorded yet. */
  readonly committed: Plan | null;
  /** `null` in process, where the caller's own rights decide. */
  readonly allowList: AllowList | null;
};

/** What becomes of the roles of a plan, once it is known how their policies get there. */
export type DecidedRoles = RolePlan & {
  /** Told of a plan that nothing refuses, and of no other. */
  readonly findingsIfAccepted: readonly Finding[];
  /** Roles on which what a run that died had found there is restored before anything else. */
  readonly restoredFirst: readonly string[];
};

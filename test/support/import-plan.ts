import type { Plan } from '../../src/contract/plan.ts';
import { isPaired, type RunRequest } from '../../src/contract/request.ts';
import type { AllowList } from '../../src/contract/allow.ts';
import { judgeIdentityPool } from '../../src/domain/pools/identity-pool.ts';
import { deliveryOf } from '../../src/domain/roles/deliveries.ts';
import { makePlan } from '../../src/domain/plan/make-plan.ts';
import type { PlanInput } from '../../src/domain/plan/plan-input.ts';
import type { IdentityPoolReadings, UserPoolReadings } from '../../src/domain/readings.ts';
import { judgeUserPool } from '../../src/domain/pools/user-pool.ts';
import { planInput } from './builders/plan.ts';

/** Everything that is read of the account for one import. */
export type World = {
  readonly userPool: UserPoolReadings;
  readonly identityPool: IdentityPoolReadings | null;
  readonly allowList?: AllowList | null;
} & Partial<Pick<PlanInput, 'item' | 'rolePolicies' | 'resources' | 'published'>>;

/** What the states from Validate user pool to Plan role policies make of a request, without AWS. */
export function planImport(request: RunRequest, world: World): Plan {
  const { userPool: readings, identityPool, allowList = null, ...stored } = world;
  const userPool = judgeUserPool(request, readings);
  return makePlan(
    planInput({
      ...(request.identityPoolId === null && { rolePolicies: [] }),
      ...stored,
      request,
      userPool,
      identityPool:
        isPaired(request) && identityPool
          ? judgeIdentityPool(
              request,
              userPool,
              identityPool,
              deliveryOf(request).askedOwners(allowList),
            )
          : null,
      allowList,
    }),
  );
}

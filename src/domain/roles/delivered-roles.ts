import type { ImportRequest } from '../../contract/request.ts';
import type { DecisionInput, DecidedRoles } from './decided-roles.ts';
import { emittedRoles } from './emitted-roles.ts';
import type { RolePlan } from './plan.ts';
import { writtenRoles } from './written-roles.ts';

/** How each way to deliver policies judges the roles; what else a way does is its `Delivery`. */
const judged: Readonly<Record<ImportRequest['rolePolicies'], Judge>> = {
  write: writtenRoles,
  emit: emittedRoles,
};

type Judge = typeof deliveredRoles;

/** What a plan does on the roles by the way that its request asks for, and what is wrong with that. */
export function deliveredRoles(
  planned: RolePlan,
  by: Pick<DecisionInput, 'request' | 'item' | 'rolePolicies' | 'committed'>,
): DecidedRoles {
  return judged[by.request.rolePolicies](planned, by);
}

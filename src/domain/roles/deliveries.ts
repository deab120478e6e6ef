import type { ImportRequest } from '../../contract/request.ts';
import type { Delivery } from './delivery.ts';
import { emittedPolicies } from './emitted-policies.ts';
import { writtenPolicies } from './written-policies.ts';

const deliveries: Readonly<Record<ImportRequest['rolePolicies'], Delivery>> = {
  write: writtenPolicies,
  emit: emittedPolicies,
};

/** The way in which the policies of a request, or of a result that names it, get to their roles. */
export function deliveryOf({
  rolePolicies = 'write',
}: {
  readonly rolePolicies?: keyof typeof deliveries | undefined;
}): Delivery {
  return deliveries[rolePolicies];
}

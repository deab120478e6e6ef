import type { IntendedRole, LinkItem } from '../../contract/link.ts';
import type { Plan } from '../../contract/plan.ts';
import type { ImportRequest } from '../../contract/request.ts';
import type { Slice } from '../../contract/slices.ts';
import type { Services } from '../ports.ts';
import type { HeldRun } from '../run/held-run.ts';
import { emitPlan } from './emit.ts';
import { rolesToUndo, writePlan } from './write.ts';

/** What a delivery of role policies does through ports; its pure half is in src/domain/roles/delivery.ts. */
export type DeliverySteps = {
  /** Carries a plan out, as far as the roles go, once the intent of the run is written. */
  apply(
    plan: Plan,
    run: HeldRun,
    services: Parameters<typeof writePlan>[2],
  ): Promise<Slice<'applied'>>;
  /**
   * The roles to restore of an intent that a run which died has left open, by a run that ends before it
   * applies anything; `null`: the intent is left to the run whose plan says what is restored.
   */
  undo(item: LinkItem, services: Pick<Services, 'roles'>): Promise<readonly IntendedRole[] | null>;
};

const deliveries: Readonly<Record<ImportRequest['rolePolicies'], DeliverySteps>> = {
  write: { apply: writePlan, undo: rolesToUndo },
  emit: { apply: emitPlan, undo: () => Promise.resolve(null) },
};

/** What is done with the policies of a request through ports. */
export function deliveryStepsOf({
  rolePolicies,
}: Pick<ImportRequest, 'rolePolicies'>): DeliverySteps {
  return deliveries[rolePolicies];
}

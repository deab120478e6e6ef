import { StateDataFault } from '../../contract/errors/faults.ts';
import { AccessDenied, ResourceMissing } from '../../contract/errors/caller-errors.ts';
import type { LinkName } from '../../contract/link.ts';
import type { PlannedTarget, PushedTarget } from '../../contract/push/target.ts';
import type { StateInput, StateOutput } from '../../contract/states.ts';
import { isMissing } from '../../domain/targets/target-kinds.ts';
import { checkFence } from '../link/link-updates.ts';
import type { Services } from '../ports.ts';
import { stepsOf } from '../targets/steps.ts';
import type { InvalidateServices, WriteServices } from '../targets/target-steps.ts';
import { readRemovalPlan } from './removal-plan-store.ts';

/**
 * Gives one target back: what is ours there becomes what stood there before, then what was cached of it is
 * invalidated. What others keep there is in the memory of this function only.
 *
 * @throws LeaseLost, and the errors of the target
 */
export async function restoreTarget(
  { link, run, lease, removalPlan, target }: StateInput<'Restore target'>,
  services: WriteServices & InvalidateServices & Pick<Services, 'linkStore'>,
): Promise<StateOutput<'Restore target'>> {
  const plan = await readRemovalPlan(removalPlan, services.configStore);
  const planned = plan.targets.find((one) => one.target === target.id);
  if (!planned) throw new StateDataFault(`The plan of this removal has no target ${target.id}.`);
  const owner = run.executionId;
  const { fence } = lease;
  const held = {
    link,
    checkFence: async () => void (await checkFence(services.linkStore, link, owner, fence)),
  };
  const written = await stepsOf(planned.kind).write(planned, held, services);
  const { status, wrote, error } = written;
  if (isGone(planned, written)) return { status: 'gone', wrote: false, error: null };
  const isDenied = status === 'pushed' && !(await isInvalidated(planned, link, services));
  return { status, wrote, error: isDenied ? 'TARGET_NOT_ALLOWED' : error };
}

/** It has gone since the plan was made. */
function isGone({ kind, target }: PlannedTarget, { status, error }: PushedTarget): boolean {
  return (
    status === 'gone' || (status === 'left' && error !== null && isMissing(kind, target, error))
  );
}

/**
 * Whether caches keep nothing of it: a distribution that is gone has none either. Where its owner does not
 * let us invalidate anything, nothing of ours stands any more all the same, and they are told.
 *
 * @throws AwsUnavailable, and any other error of the distribution
 */
async function isInvalidated(
  planned: PlannedTarget,
  link: LinkName,
  services: InvalidateServices & Pick<Services, 'linkStore'>,
): Promise<boolean> {
  if ((planned.distribution?.path ?? null) === null) return true;
  const { item } = await services.linkStore.read(link);
  const recorded = item.push?.targets.find(({ id }) => id === planned.target);
  if (!recorded) return true;
  try {
    await stepsOf(planned.kind).invalidate?.(recorded, services);
  } catch (error) {
    if (error instanceof AccessDenied) return false;
    if (!(error instanceof ResourceMissing)) throw error;
  }
  return true;
}

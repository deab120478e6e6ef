import type { StateInput, StateOutput } from '../../contract/states.ts';
import { requireLease } from '../../domain/link/lease.ts';
import { closedLink, countLeft } from '../../domain/removal/closed-link.ts';
import { emittedRemovals } from '../../domain/removal/emitted-removals.ts';
import { updateLink } from '../link/link-updates.ts';
import type { Services } from '../ports.ts';
import { reportMetadata } from '../../contract/report-metadata.ts';
import { readRemovalPlan } from './removal-plan-store.ts';
import { purgeRevisions } from './revision-files.ts';

/**
 * Records what is gone and what is left. Files for the owners of roles are stored first, since nobody
 * knows of their policies afterwards; the files of revisions are deleted for good last.
 *
 * @throws LeaseLost
 */
export async function closeLink(
  { link, run, remove, lease, removalPlan, results, policies }: StateInput<'Close link'>,
  { linkStore, configStore }: Pick<Services, 'linkStore' | 'configStore'>,
): Promise<StateOutput<'Close link'>> {
  const plan = await readRemovalPlan(removalPlan, configStore);
  for (const { key, text } of emittedRemovals(plan, run.id)) {
    await configStore.write(key, text, reportMetadata);
  }
  const item = await updateLink(linkStore, link, (held) => {
    requireLease(held, run.executionId, lease.fence);
    return closedLink(held, { plan, results, policies, run });
  });
  const left = countLeft(item);
  if (remove.purge && left === 0) await purgeRevisions(link, configStore);
  return { left };
}

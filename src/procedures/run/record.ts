import type { LinkName } from '../../contract/link.ts';
import { requireLease } from '../../domain/link/lease.ts';
import { recordPlan } from '../../domain/roles/record.ts';
import { updateLink } from '../link/link-updates.ts';
import { readPlan } from './plan-store.ts';
import { noteRevision } from './revision-note.ts';
import type { Services } from '../ports.ts';

/**
 * Records the plan that the link's intent names: request, revision, ledger and indexes in one
 * transaction, the intent closed. That is this run's plan, or the one of a run that died after its
 * commit. Without an intent it has been recorded already. Which run made the revision is noted first.
 *
 * @throws LeaseLost
 */
export async function recordRun(
  link: LinkName,
  owner: string,
  fence: number,
  { linkStore, configStore }: Pick<Services, 'linkStore' | 'configStore'>,
): Promise<number | null> {
  const item = await updateLink(linkStore, link, async (held) => {
    requireLease(held, owner, fence);
    if (held.intent === null) return held;
    const plan = await readPlan(held.intent.plan, configStore);
    // Before the intent is closed: whoever comes after a death in between finds it open, and notes the same.
    await noteRevision(plan, held.intent.runId, configStore);
    return recordPlan(held, plan);
  });
  return item.revision;
}

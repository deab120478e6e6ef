import { reportFolder } from '../../contract/manifest.ts';
import type { RemovalPlan } from '../../contract/removal/plan.ts';
import type { RemovalReport } from '../../contract/removal/report.ts';
import type { StateInput, StateOutput } from '../../contract/states.ts';
import { closedRemoval } from '../../domain/removal/closed-removal.ts';
import { concludeRemoval } from '../../domain/removal/conclude-removal.ts';
import { resultWithinRoom } from '../../domain/run/result-within-room.ts';
import { updateLink } from '../link/link-updates.ts';
import type { ConfigStore } from '../config/port.ts';
import type { Services } from '../ports.ts';
import { reportMetadata } from '../../contract/report-metadata.ts';
import { unlessChanged } from '../run/unless-changed.ts';
import { readRemovalPlan } from './removal-plan-store.ts';

/** Ends a removal: its report is stored, the lease is given back, and the outcome tells people what is left. */
export async function closeRemoval(
  data: StateInput<'Close removal'>,
  { configStore, linkStore }: Pick<Services, 'configStore' | 'linkStore'>,
): Promise<StateOutput<'Close removal'>> {
  const plan = await planOf(data, configStore);
  const key = `${reportFolder(data.link, data.run.id)}/removal-report.json`;
  const { item: stands } = await linkStore.read(data.link);
  const outcome = concludeRemoval(data, plan, stands, configStore.address(key));
  const report: RemovalReport = { version: '1', run: data.run, ...outcome.result };
  await configStore.write(key, `${JSON.stringify(report, null, 2)}\n`, reportMetadata);
  await updateLink(linkStore, data.link, (item) =>
    item.lease.owner === data.run.executionId
      ? closedRemoval(item, data, plan, outcome.error !== null)
      : item,
  );
  return { ...outcome, result: resultWithinRoom(outcome.result) };
}

/** A plan that is gone or changed has ended the removal already; closing it must not fail for that. */
async function planOf(
  { removalPlan }: StateInput<'Close removal'>,
  store: ConfigStore,
): Promise<RemovalPlan | null> {
  if (removalPlan.key === null) return null;
  return unlessChanged(() => readRemovalPlan(removalPlan, store));
}

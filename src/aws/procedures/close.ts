import { StoreFault } from '../../contract/errors.ts';
import { reportFolder } from '../../contract/manifest.ts';
import type { Plan } from '../../contract/plan.ts';
import type { Slice } from '../../contract/slices.ts';
import type { StateInput } from '../../contract/states.ts';
import { closedItem, concludeRun } from '../../domain/run/close-run.ts';
import { reportOf } from '../../domain/run/report.ts';
import { updateLink } from './link-updates.ts';
import { readPlan, reportMetadata } from './plan-store.ts';
import type { ConfigStore, Services } from '../ports.ts';

/**
 * Ends a run: its report is stored, the link says what was announced and is free again, if it is
 * still ours, and the outcome tells people what happened.
 */
export async function closeRun(
  data: StateInput<'Close run'>,
  { configStore, linkStore }: Services,
): Promise<Slice<'outcome'>> {
  const plan = await planOf(data, configStore);
  const key = `${reportFolder(data.link, data.run.id)}/report.json`;
  const outcome = concludeRun(data, plan, configStore.address(key));
  const { run } = data;
  const report = reportOf(data, plan, outcome);
  await configStore.write(key, `${JSON.stringify(report, null, 2)}\n`, reportMetadata);
  // Asked of the item, not of the state data: the answer of Take lease may have been lost.
  await updateLink(linkStore, data.link, (item) =>
    item.lease.owner === run.executionId ? closedItem(item, data, plan) : item,
  );
  return outcome;
}

async function planOf(data: StateInput<'Close run'>, store: ConfigStore): Promise<Plan | null> {
  const { key, sha256 } = data.plan;
  if (key === null || sha256 === null) return null;
  try {
    return await readPlan({ key, sha256 }, store);
  } catch (error) {
    // A plan that is gone or changed has ended the run already; closing it must not fail for that.
    if (error instanceof StoreFault) return null;
    throw error;
  }
}

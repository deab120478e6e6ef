import { reportFolder } from '../../contract/manifest.ts';
import type { PushPlan } from '../../contract/push/plan.ts';
import type { PushReport } from '../../contract/push/report.ts';
import type { StateInput, StateOutput } from '../../contract/states.ts';
import { withoutLease } from '../../domain/link/lease.ts';
import { concludePush } from '../../domain/run/conclude-push.ts';
import { resultWithinRoom } from '../../domain/run/result-within-room.ts';
import { updateLink } from '../link/link-updates.ts';
import type { ConfigStore } from '../config/port.ts';
import type { Services } from '../ports.ts';
import { reportMetadata } from '../../contract/report-metadata.ts';
import { unlessChanged } from '../run/unless-changed.ts';
import { readPushPlan } from './push-plan-store.ts';

/**
 * Ends a push: its report is stored, the lease is given back where nothing was recorded, and the outcome
 * tells people and the bus what happened.
 */
export async function closePush(
  data: StateInput<'Close push'>,
  { configStore, linkStore }: Pick<Services, 'configStore' | 'linkStore'>,
): Promise<StateOutput<'Close push'>> {
  const plan = await planOf(data, configStore);
  const item = await updateLink(linkStore, data.link, (current) =>
    withoutLease(current, data.run.executionId),
  );
  const key = `${reportFolder(data.link, data.run.id)}/push-report.json`;
  const outcome = concludePush(data, plan, item, configStore.address(key));
  const report: PushReport = { version: '1', run: data.run, ...outcome.result };
  await configStore.write(key, `${JSON.stringify(report, null, 2)}\n`, reportMetadata);
  return { ...outcome, result: resultWithinRoom(outcome.result) };
}

/** A plan that is gone or changed has ended the push already; closing it must not fail for that. */
async function planOf(
  { pushPlan: { key, sha256 } }: StateInput<'Close push'>,
  store: ConfigStore,
): Promise<PushPlan | null> {
  if (key === null || sha256 === null) return null;
  return unlessChanged(() => readPushPlan({ key, sha256 }, store));
}

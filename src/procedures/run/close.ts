import type { IntendedRole } from '../../contract/link.ts';
import { reportFolder } from '../../contract/manifest.ts';
import type { Plan } from '../../contract/plan.ts';
import type { Slice } from '../../contract/slices.ts';
import type { StateInput } from '../../contract/states.ts';
import type { EndingRun } from '../../domain/findings/of-run.ts';
import { tellsOfUndo } from '../../domain/findings/caught-error.ts';
import { byteLength } from '../../domain/canonical.ts';
import { outdatedFinding } from '../../domain/link/outdated.ts';
import { closedItem, concludeRun } from '../../domain/run/close.ts';
import { reportOf } from '../../domain/report/report.ts';
import { updateLink } from '../link/link-updates.ts';
import { withAllFound, type FoundPool } from './found-store.ts';
import { readPlan } from './plan-store.ts';
import { wholeRequest } from './request-store.ts';
import { reportMetadata } from '../../contract/report-metadata.ts';
import { unlessChanged } from './unless-changed.ts';
import type { ConfigStore } from '../config/port.ts';
import type { LinkStore } from '../link/port.ts';
import type { Services } from '../ports.ts';

/**
 * Ends a run: its report is stored, the link says what was announced and is free again, if it is
 * still ours, and the outcome tells people what happened.
 */
export async function closeRun(
  given: StateInput<'Close run'>,
  { configStore, linkStore }: Pick<Services, 'configStore' | 'linkStore'>,
): Promise<Slice<'outcome'>> {
  const [plan, found] = await Promise.all([
    planOf(given, configStore),
    withAllThatLiesInFiles(given, configStore),
  ]);
  const data = await withWhyOutdated(found, linkStore);
  const key = `${reportFolder(data.link, data.run.id)}/report.json`;
  const { outcome, result } = concludeRun(
    data,
    plan,
    configStore.address(key),
    byteLength(JSON.stringify(given)),
  );
  const { run } = data;
  const report = reportOf(data, plan, result, await leftToRestore(data, linkStore));
  await configStore.write(key, `${JSON.stringify(report, null, 2)}\n`, reportMetadata);
  // Asked of the item, not of the state data: the answer of Take lease may have been lost.
  await updateLink(linkStore, data.link, (item) =>
    item.lease.owner === run.executionId ? closedItem(item, data, plan) : item,
  );
  return outcome;
}

/** The roles that a run could not restore; their before-images stand in the open intent of the link. */
async function leftToRestore(
  { link, failure, undoFailure }: EndingRun,
  linkStore: LinkStore,
): Promise<readonly IntendedRole[]> {
  const isLeft = [failure, undoFailure].some((caught) => caught && tellsOfUndo(caught.Error));
  if (!isLeft) return [];
  const { item } = await linkStore.read(link);
  return item.intent?.roles ?? [];
}

/** What is gone or changed in the store has ended the run already; closing it must not fail for that. */
async function planOf(data: StateInput<'Close run'>, store: ConfigStore): Promise<Plan | null> {
  const { key, sha256 } = data.plan;
  if (key === null || sha256 === null) return null;
  return unlessChanged(() => readPlan({ key, sha256 }, store));
}

/** A run that came too late did nothing, and ends well; of why, the link tells. */
async function withWhyOutdated(
  data: StateInput<'Close run'>,
  linkStore: LinkStore,
): Promise<EndingRun> {
  if (data.failure?.Error !== 'RunOutdated') return data;
  const { item } = await linkStore.read(data.link);
  return { ...data, outdated: outdatedFinding(data.run, item) };
}

async function withAllThatLiesInFiles(
  data: StateInput<'Close run'>,
  store: ConfigStore,
): Promise<StateInput<'Close run'>> {
  const whole = async <One extends FoundPool>(slice: One | null) =>
    slice && ((await unlessChanged(() => withAllFound(slice, store))) ?? slice);
  const [request, userPool, identityPool] = await Promise.all([
    unlessChanged(() => wholeRequest(data, store)),
    whole(data.userPool),
    whole(data.identityPool),
  ]);
  return { ...data, request: request ?? data.request, userPool, identityPool };
}

import { PlanChanged } from '../../contract/errors/run-errors.ts';
import { manifestKey, type StoredManifest } from '../../contract/manifest.ts';
import type { RemovalPlan } from '../../contract/removal/plan.ts';
import type { StateInput, StateOutput } from '../../contract/states.ts';
import { currentKey } from '../../domain/config/config-plan.ts';
import { publishedPaths } from '../../domain/config/files.ts';
import { isSafePath } from '../../domain/config/safe-path.ts';
import { askedSince } from '../../domain/link/outdated.ts';
import { takenOver } from '../../domain/removal/taken-over.ts';
import { readManifest } from '../config/read-manifest.ts';
import { checkFence, updateHeldLink } from '../link/link-updates.ts';
import type { ConfigStore } from '../config/port.ts';
import type { Services } from '../ports.ts';
import { noteRevision } from '../run/revision-note.ts';
import { leftOpen } from './left-open.ts';
import { readRemovalPlan } from './removal-plan-store.ts';

/** Whoever asks is told at once that it is gone. */
const metadata = { contentType: 'application/json', cacheControl: 'no-cache' } as const;

/**
 * The first write of a removal, and its commit: what runs that died may have left is noted in one write, so
 * that it stays known; then the manifest becomes a tombstone, over the very one that the plan has seen; then
 * the current copies go. All of it can be done again.
 *
 * @throws LeaseLost, PlanChanged when another manifest was committed since the plan was made
 */
export async function publishTombstone(
  { link, run, lease, removalPlan }: StateInput<'Publish tombstone'>,
  { configStore, linkStore }: Pick<Services, 'configStore' | 'linkStore'>,
): Promise<StateOutput<'Publish tombstone'>> {
  const owner = run.executionId;
  const plan = await readRemovalPlan(removalPlan, configStore);
  const mayWrite = () => checkFence(linkStore, link, owner, lease.fence);
  const item = await mayWrite();
  const open = await leftOpen(item, configStore);
  if (open.committed && item.intent) {
    await noteRevision(open.committed, item.intent.runId, configStore);
  }
  await updateHeldLink(linkStore, link, owner, lease.fence, (held) => ({
    ...takenOver(held, open, run.now),
    // From here on no import that was asked for before it brings the link back.
    ...askedSince(held, run),
  }));
  if (plan.tombstone === null) return { committed: false };
  const stands = await readManifest(link, configStore);
  await mayWrite();
  const committed = await commit(plan, plan.tombstone, configStore);
  await mayWrite();
  const gone = await Promise.allSettled(
    copiesOf(stands?.manifest ?? null).map((path) => configStore.remove(currentKey(link, path))),
  );
  const failed = gone.find(({ status }) => status === 'rejected');
  if (failed?.status === 'rejected') throw failed.reason;
  return { committed };
}

/** The files of which there may be a copy: a later version may have published others than this one does. */
function copiesOf(manifest: StoredManifest | null): readonly string[] {
  const named = (manifest?.files ?? []).map(({ path }) => path).filter(isSafePath);
  return [...new Set([...publishedPaths, ...named])];
}

/** Whether this has made it; our own bytes stand where a first try, or a run that died, has. */
async function commit(plan: RemovalPlan, text: string, store: ConfigStore): Promise<boolean> {
  const key = manifestKey(plan);
  const stands = await store.read(key);
  if (stands?.text === text) return false;
  const condition = { etag: plan.manifestEtag ?? '' };
  if (await store.write(key, text, metadata, condition)) return true;
  if ((await store.read(key))?.text === text) return false;
  throw new PlanChanged(
    `Since the plan was made, another revision was published at ${store.address(key)}.`,
  );
}

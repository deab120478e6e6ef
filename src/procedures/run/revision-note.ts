import type { LinkItem } from '../../contract/link.ts';
import type { Plan } from '../../contract/plan.ts';
import { revisionNoteKey, type RevisionNote } from '../../contract/revision.ts';
import type { ConfigStore } from '../ports.ts';
import { committedPlan } from './plan-store.ts';
import { reportMetadata } from './report-metadata.ts';

/**
 * Notes which run has made the revision that its plan has committed, so that its request is found again. A
 * plan that commits none made none. The same run notes the same: a retry is harmless.
 */
export async function noteRevision(
  { app, env, revision, manifest }: Plan,
  runId: string,
  store: Pick<ConfigStore, 'write'>,
): Promise<void> {
  if (manifest === null || revision === null) return;
  const note: RevisionNote = { run: runId };
  const text = `${JSON.stringify(note)}\n`;
  await store.write(revisionNoteKey({ app, env }, revision), text, reportMetadata);
}

/** The plan of a run that died after its commit, for whoever records it in passing: see `committedPlan`. */
export async function committedPlanNoted(item: LinkItem, store: ConfigStore): Promise<Plan | null> {
  const plan = await committedPlan(item, store);
  if (plan && item.intent) await noteRevision(plan, item.intent.runId, store);
  return plan;
}

import type { LinkItem } from '../../contract/link.ts';
import type { Plan } from '../../contract/plan.ts';
import { revisionNoteKey, revisionNoteSchema, type RevisionNote } from '../../contract/revision.ts';
import { parseJson } from '../../domain/canonical.ts';
import { deliveryOf } from '../../domain/roles/deliveries.ts';
import type { ConfigStore } from '../config/port.ts';
import { committedPlan } from './plan-store.ts';
import { reportMetadata } from '../../contract/report-metadata.ts';

/**
 * Notes which run has made the revision that its plan has committed, so that its request is found again. A
 * plan that commits none made none; where it emits policies, it is noted beside that one, since they may be
 * for other roles. The same run notes the same: a retry is harmless.
 */
export async function noteRevision(
  { app, env, revision, manifest, request }: Plan,
  runId: string,
  store: Pick<ConfigStore, 'read' | 'write'>,
): Promise<void> {
  if (revision === null) return;
  const key = revisionNoteKey({ app, env }, revision);
  if (manifest !== null) return writeNote(key, { run: runId }, store);
  if (deliveryOf(request).folder === null) return;
  const note = await readNote(key, store);
  if (note) await writeNote(key, { ...note, emittedBy: runId }, store);
}

/** What is noted of a revision; `null`: nothing that can be read. */
export async function readNote(
  key: string,
  store: Pick<ConfigStore, 'read'>,
): Promise<RevisionNote | null> {
  const noted = await store.read(key);
  return revisionNoteSchema().safeParse(parseJson(noted?.text ?? '')).data ?? null;
}

async function writeNote(
  key: string,
  note: RevisionNote,
  store: Pick<ConfigStore, 'write'>,
): Promise<void> {
  await store.write(key, `${JSON.stringify(note)}\n`, reportMetadata);
}

/** The plan of a run that died after its commit, for whoever records it in passing: see `committedPlan`. */
export async function committedPlanNoted(item: LinkItem, store: ConfigStore): Promise<Plan | null> {
  const plan = await committedPlan(item, store);
  if (plan && item.intent) await noteRevision(plan, item.intent.runId, store);
  return plan;
}

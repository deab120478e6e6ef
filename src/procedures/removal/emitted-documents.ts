import type { LinkItem } from '../../contract/link.ts';
import { reportFolder } from '../../contract/manifest.ts';
import type { Plan } from '../../contract/plan.ts';
import { revisionNoteKey } from '../../contract/revision.ts';
import { removalOf } from '../../domain/removal/deliveries.ts';
import { isRemoved } from '../../domain/removal/standing.ts';
import type { ConfigStore } from '../config/port.ts';
import { parsePlan } from '../run/plan-store.ts';
import { readNote } from '../run/revision-note.ts';
import { unlessChanged } from '../run/unless-changed.ts';

/** The document that was emitted for each role, by its ARN. */
type EmittedDocuments = ReadonlyMap<string, string>;

/**
 * What was emitted for the owners of roles by the plan of the revision that a link has recorded: what a
 * removal hands back to them, since no ledger knows of it. The plan of a run that died after its commit may
 * be at hand. `null`: the plan is gone from the store.
 */
export async function emittedDocuments(
  item: LinkItem,
  committed: Plan | null,
  store: ConfigStore,
): Promise<EmittedDocuments | null> {
  if (!removalOf(item).goesByPlan || item.revision === null || isRemoved(item)) return new Map();
  const plan = committed ?? (await planOfRevision(item, item.revision, store));
  if (plan === null) return null;
  return new Map(
    plan.roles.flatMap(({ role, after }) => (after === null ? [] : [[role, after] as const])),
  );
}

async function planOfRevision(
  link: LinkItem,
  revision: number,
  store: ConfigStore,
): Promise<Plan | null> {
  const note = await readNote(revisionNoteKey(link, revision), store);
  if (note === null) return null;
  const key = `${reportFolder(link, note.emittedBy ?? note.run)}/plan.json`;
  const stored = await store.read(key);
  return stored && unlessChanged(async () => parsePlan(key, stored.text));
}

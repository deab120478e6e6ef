import { StateDataFault, StoreFault } from '../../contract/errors/faults.ts';
import { reportFolder } from '../../contract/manifest.ts';
import { removalPlanSchema, type RemovalPlan } from '../../contract/removal/plan.ts';
import { parseJson, sha256 } from '../../domain/canonical.ts';
import type { ConfigStore } from '../config/port.ts';
import { reportMetadata } from '../../contract/report-metadata.ts';
import { storedText, type StoredPlan } from '../run/stored-plan.ts';

/** Stores `removal.json` under its run. */
export async function storeRemovalPlan(
  plan: RemovalPlan,
  runId: string,
  store: ConfigStore,
): Promise<StoredPlan> {
  const key = `${reportFolder(plan, runId)}/removal.json`;
  const text = `${JSON.stringify(plan, null, 2)}\n`;
  await store.write(key, text, reportMetadata);
  return { key, sha256: sha256(text) };
}

/** Reads the plan of a removal. @throws StoreFault when it is not the one that was stored */
export async function readRemovalPlan(
  { key, sha256: hash }: { readonly key: string | null; readonly sha256: string | null },
  store: ConfigStore,
): Promise<RemovalPlan> {
  if (key === null || hash === null) {
    throw new StateDataFault('No removal was planned in this run.');
  }
  const text = await storedText({ key, sha256: hash }, store);
  const parsed = removalPlanSchema().safeParse(text === null ? undefined : parseJson(text));
  if (parsed.success) return parsed.data;
  throw new StoreFault(`${store.address(key)} is not the plan that this removal stored.`);
}

/** A plan of an earlier removal, by where a link remembers it; `null`: it is gone or cannot be read. */
export async function rememberedRemoval(
  key: string,
  store: Pick<ConfigStore, 'read'>,
): Promise<RemovalPlan | null> {
  const stored = await store.read(key);
  return removalPlanSchema().safeParse(parseJson(stored?.text ?? '')).data ?? null;
}

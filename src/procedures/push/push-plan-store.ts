import { StoreFault } from '../../contract/errors/faults.ts';
import type { LinkName } from '../../contract/link.ts';
import { reportFolder } from '../../contract/manifest.ts';
import { pushPlanSchema, type PushPlan } from '../../contract/push/plan.ts';
import { parseJson, sha256 } from '../../domain/canonical.ts';
import type { ConfigStore } from '../config/port.ts';
import { reportMetadata } from '../../contract/report-metadata.ts';
import { storedText, type StoredPlan } from '../run/stored-plan.ts';

/** Where the plan of a push lies: one of each run. */
export function pushPlanKey(link: LinkName, runId: string): string {
  return `${reportFolder(link, runId)}/push.json`;
}

/** Stores `push.json` under its run. */
export async function storePushPlan(
  plan: PushPlan,
  runId: string,
  store: ConfigStore,
): Promise<StoredPlan> {
  const key = pushPlanKey(plan, runId);
  const text = `${JSON.stringify(plan, null, 2)}\n`;
  await store.write(key, text, reportMetadata);
  return { key, sha256: sha256(text) };
}

/** Reads the plan of a push. @throws StoreFault when it is not the one that was stored */
export async function readPushPlan(stored: StoredPlan, store: ConfigStore): Promise<PushPlan> {
  const text = await storedText(stored, store);
  const parsed = pushPlanSchema().safeParse(text === null ? undefined : parseJson(text));
  if (!parsed.success) {
    throw new StoreFault(`${store.address(stored.key)} is not the plan that this push stored.`);
  }
  return parsed.data;
}

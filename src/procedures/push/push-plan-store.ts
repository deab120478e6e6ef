import { StoreFault } from '../../contract/errors.ts';
import type { LinkName } from '../../contract/link.ts';
import { reportFolder } from '../../contract/manifest.ts';
import { pushPlanSchema, type PushPlan } from '../../contract/push/plan.ts';
import { parseJson, sha256 } from '../../domain/canonical.ts';
import type { ConfigStore } from '../ports.ts';
import { reportMetadata } from '../run/report-metadata.ts';
import type { StoredPlan } from '../run/stored-plan.ts';

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
export async function readPushPlan(
  { key, sha256: hash }: StoredPlan,
  store: ConfigStore,
): Promise<PushPlan> {
  const stored = await store.read(key);
  const plan = stored && sha256(stored.text) === hash ? parseJson(stored.text) : undefined;
  const parsed = pushPlanSchema.safeParse(plan);
  if (!parsed.success) {
    throw new StoreFault(`${store.address(key)} is not the plan that this push stored.`);
  }
  return parsed.data;
}

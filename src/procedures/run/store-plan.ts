import { reportFolder } from '../../contract/manifest.ts';
import type { Plan } from '../../contract/plan.ts';
import { sha256 } from '../../domain/canonical.ts';
import { deliveryOf } from '../../domain/roles/deliveries.ts';
import { planMarkdown } from '../../domain/report/plan-markdown.ts';
import type { ConfigStore } from '../config/port.ts';
import { reportMetadata } from '../../contract/report-metadata.ts';
import type { StoredPlan } from './stored-plan.ts';

/** Stores `plan.json` under its run, and beside it `plan.md`, the same for people to read. */
export async function storePlan(
  plan: Plan,
  runId: string,
  store: ConfigStore,
): Promise<StoredPlan> {
  const folder = reportFolder(plan, runId);
  const key = `${folder}/plan.json`;
  const text = `${JSON.stringify(plan, null, 2)}\n`;
  await Promise.all([
    store.write(key, text, reportMetadata),
    store.write(`${folder}/plan.md`, planMarkdown(plan), {
      ...reportMetadata,
      contentType: 'text/markdown; charset=utf-8',
    }),
  ]);
  return { key, sha256: sha256(text) };
}

/** Stores the policies that a plan emits, in the folder of its run. */
export async function storeEmitted(plan: Plan, runId: string, store: ConfigStore): Promise<void> {
  const folder = reportFolder(plan, runId);
  const files = deliveryOf(plan.request).files(plan) ?? [];
  await Promise.all(
    files.map(({ path, text }) => store.write(`${folder}/${path}`, text, reportMetadata)),
  );
}

import { StoreFault } from '../../contract/errors/faults.ts';
import type { LinkItem } from '../../contract/link.ts';
import { planSchema, type Plan } from '../../contract/plan.ts';
import { parseJson } from '../../domain/canonical.ts';
import { isCommitted } from '../../domain/roles/apply.ts';
import type { AgreedPlans } from '../../domain/plan/agreed-plan.ts';
import type { ConfigStore } from '../config/port.ts';
import { readManifest } from '../config/read-manifest.ts';
import { storedText, type StoredPlan } from './stored-plan.ts';

/** Reads a stored plan. @throws StoreFault when it is not the one that was stored */
export async function readPlan(stored: StoredPlan, store: ConfigStore): Promise<Plan> {
  const text = await storedText(stored, store);
  if (text === null) {
    throw new StoreFault(`${store.address(stored.key)} is not the plan that this run stored.`);
  }
  return parsePlan(stored.key, text);
}

/**
 * The plans that a request with `expectPlan` may have been agreed on: the one that the link knows by
 * that hash, and the one that a run which died was carrying out.
 */
export async function agreedPlans(
  { request }: Plan,
  item: LinkItem,
  store: ConfigStore,
): Promise<AgreedPlans> {
  if (request.expectPlan === null) return { remembered: null, unfinished: null };
  const known = [...item.plans, ...(item.agreed ? [item.agreed] : [])].find(
    ({ hash }) => hash === request.expectPlan,
  );
  const stored = known && (await store.read(known.key));
  return {
    remembered: known && stored ? parsePlan(known.key, stored.text) : null,
    unfinished: item.intent && (await readPlan(item.intent.plan, store)),
    ...(known && !stored && { missingFile: store.address(known.key) }),
  };
}

/** The plan of a run that died after its commit; without an open intent nothing is read. */
export async function committedPlan(
  { app, env, intent }: LinkItem,
  store: ConfigStore,
): Promise<Plan | null> {
  if (intent === null || intent.manifestSha256 === null) return null;
  const manifest = await readManifest({ app, env }, store);
  return isCommitted(intent, manifest?.text ?? null) ? readPlan(intent.plan, store) : null;
}

/** A plan by its text. @throws StoreFault when it is none of this version */
export function parsePlan(key: string, text: string): Plan {
  const plan = planSchema().safeParse(parseJson(text));
  if (!plan.success) throw new StoreFault(`The plan ${key} cannot be read.`);
  return plan.data;
}

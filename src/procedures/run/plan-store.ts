import { StoreFault } from '../../contract/errors/faults.ts';
import { policyNameOf, type LinkItem, type LinkName } from '../../contract/link.ts';
import { reportFolder } from '../../contract/manifest.ts';
import { planSchema, type Plan } from '../../contract/plan.ts';
import type { StateInput } from '../../contract/states.ts';
import { parseJson, sha256 } from '../../domain/canonical.ts';
import { currentKey, type PublishedNow } from '../../domain/config/config-plan.ts';
import { isCommitted } from '../../domain/roles/apply.ts';
import { publishedPaths } from '../../domain/config/files.ts';
import { rolesToLookAt } from '../../domain/link/link-record.ts';
import type { PlanInput } from '../../domain/plan/plan-input.ts';
import { deliveryOf } from '../../domain/roles/deliveries.ts';
import { planMarkdown } from '../../domain/report/plan-markdown.ts';
import type { AgreedPlans } from '../../domain/plan/agreed-plan.ts';
import type { ConfigStore, Services } from '../ports.ts';
import { looking } from '../account/looking.ts';
import { readResourcesToPlan } from '../account/read-account.ts';
import { readRolesToPlan } from '../roles/roles-to-plan.ts';
import { withAllFound } from './found-store.ts';
import { wholeRequest } from './request-store.ts';
import { readManifest } from '../config/read-manifest.ts';
import { targetsToPlan } from '../push/targets-to-plan.ts';
import type { ReadServices } from '../targets/target-steps.ts';
import { reportMetadata } from '../../contract/report-metadata.ts';
import { storedText, type StoredPlan } from './stored-plan.ts';

/** Reads everything that a plan is made from, in one wave after the link and what was found of the pools. */
export async function readPlanInput(
  { link, run, ...found }: StateInput<'Plan role policies'>,
  services: ReadServices &
    Pick<Services, 'linkStore' | 'configStore' | 'resources' | 'account' | 'readAhead'>,
): Promise<PlanInput> {
  const { allowList, configStore } = services;
  const [{ item }, request, userPool, identityPool] = await Promise.all([
    services.linkStore.read(link),
    wholeRequest(found, configStore),
    withAllFound(found.userPool, configStore),
    found.identityPool && withAllFound(found.identityPool, configStore),
  ]);
  const toPlan = {
    request,
    poolRoles: identityPool?.settings?.roles ?? [],
    others: rolesToLookAt(item),
    policyName: policyNameOf(link),
    withOwners: deliveryOf(request).askedOwners(allowList) !== null,
  };
  const ahead = looking({ request, link }, services);
  const [rolePolicies, resources, published, committed, targets] = await Promise.all([
    readRolesToPlan(toPlan, ahead.roles),
    readResourcesToPlan(request, ahead),
    readPublishedNow(link, configStore),
    committedPlan(item, configStore),
    targetsToPlan(request, userPool, item, services),
  ]);
  const { now, startedBy } = run;
  const read = { rolePolicies, resources, published, committed, targets };
  return { request, now, item, startedBy, userPool, identityPool, ...read, allowList };
}

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

async function readPublishedNow(link: LinkName, store: ConfigStore): Promise<PublishedNow> {
  const [current, ...copies] = await Promise.all([
    readManifest(link, store),
    ...publishedPaths.map(
      async (path) => [path, await store.read(currentKey(link, path))] as const,
    ),
  ]);
  return {
    manifest: current?.manifest ?? null,
    manifestEtag: current?.etag ?? null,
    manifestText: current?.text ?? null,
    currentCopies: Object.fromEntries(copies.map(([path, copy]) => [path, copy?.text ?? null])),
  };
}

/** A plan by its text. @throws StoreFault when it is none of this version */
export function parsePlan(key: string, text: string): Plan {
  const plan = planSchema.safeParse(parseJson(text));
  if (!plan.success) throw new StoreFault(`The plan ${key} cannot be read.`);
  return plan.data;
}

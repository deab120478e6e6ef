import { policyNameOf, type LinkName } from '../../contract/link.ts';
import type { StateInput } from '../../contract/states.ts';
import { currentKey, type PublishedNow } from '../../domain/config/config-plan.ts';
import { publishedPaths } from '../../domain/config/files.ts';
import { rolesToLookAt } from '../../domain/link/link-record.ts';
import type { PlanInput } from '../../domain/plan/plan-input.ts';
import { deliveryOf } from '../../domain/roles/deliveries.ts';
import type { ConfigStore } from '../config/port.ts';
import type { Services } from '../ports.ts';
import { looking } from '../account/looking.ts';
import { readResourcesToPlan } from '../account/read-account.ts';
import { readRolesToPlan } from '../roles/roles-to-plan.ts';
import { withAllFound } from './found-store.ts';
import { wholeRequest } from './request-store.ts';
import { readManifest } from '../config/read-manifest.ts';
import { targetsToPlan } from '../push/targets-to-plan.ts';
import type { ReadServices } from '../targets/target-steps.ts';
import { committedPlan } from './plan-store.ts';

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

import type { LinkItem, LinkName } from '../contract/link.ts';
import type { Plan } from '../contract/plan.ts';
import type { Slice } from '../contract/slices.ts';
import {
  decideWrites,
  isCommitted,
  openIntent,
  requireExpectedPolicies,
  type RoleWrite,
} from '../domain/apply-plan.ts';
import { recordPlan } from '../domain/link-record.ts';
import { checkFence, updateHeldLink } from './link-updates.ts';
import { readManifest, readPlan, type StoredPlan } from './plan-store.ts';
import type { Roles, Services } from './ports.ts';
import { AccessDenied } from '../contract/errors.ts';

/** A run that holds the lease of its link. */
export type HeldRun = {
  readonly link: LinkName;
  readonly run: Slice<'run'>;
  readonly fence: number;
  readonly stored: StoredPlan;
};

/**
 * Brings the roles to the plan: reads what stands, writes the intent with the before-images, then one
 * PutRolePolicy or DeleteRolePolicy per role, each after a look at the fence. All writes have ended
 * when this ends, well or not, so that nothing is undone beside a live writer.
 *
 * @throws LeaseLost, PlanChanged, AccessDenied, AwsUnavailable
 */
export async function applyPlan(
  plan: Plan,
  { link, run, fence, stored }: HeldRun,
  services: Services,
): Promise<Slice<'applied'>> {
  const { linkStore, roles } = services;
  const owner = run.executionId;
  const [item, current] = await Promise.all([
    checkFence(linkStore, link, owner, fence),
    currentPolicies(plan, roles),
  ]);
  requireExpectedPolicies(plan, current, item);
  const committed = await committedPlan(item, services);
  await updateHeldLink(linkStore, link, owner, fence, (held) => ({
    // What a dead run had committed is recorded first; else its policies would look like drift.
    ...(committed ? recordPlan(held, committed) : held),
    intent: openIntent(
      { runId: run.id, fence, plan: stored },
      plan,
      current,
      held.intent,
      committed !== null,
    ),
  }));
  const writes = decideWrites(plan, current);
  await settleAll(
    writes.map(async (write) => {
      await checkFence(linkStore, link, owner, fence);
      await writePolicy(write, roles);
    }),
  );
  const deleted = writes.filter(({ document }) => document === null).length;
  return { written: writes.length - deleted, deleted };
}

/** Puts or deletes our policy on one role. */
export async function writePolicy(
  { roleArn, policyName, document }: RoleWrite,
  roles: Roles,
): Promise<void> {
  if (document === null) await roles.deletePolicy(roleArn, policyName);
  else await roles.putPolicy(roleArn, policyName, document);
}

/** Waits for every write, then throws the first error. */
export async function settleAll(writes: readonly Promise<void>[]): Promise<void> {
  const settled = await Promise.allSettled(writes);
  const failed = settled.find(({ status }) => status === 'rejected');
  if (failed?.status === 'rejected') throw failed.reason;
}

async function currentPolicies(
  plan: Plan,
  roles: Roles,
): Promise<ReadonlyMap<string, string | null>> {
  const read = await Promise.all(
    plan.roles.map(async ({ role, policyName }) => {
      const reading = await roles.policy(role, policyName);
      if (reading.status === 'denied') throw new AccessDenied(reading.action, role);
      return [role, reading.status === 'found' ? reading.value : null] as const;
    }),
  );
  return new Map(read);
}

/** The plan of a run that died after its commit; without an open intent nothing is read. */
async function committedPlan(
  { app, env, intent }: LinkItem,
  { configStore }: Services,
): Promise<Plan | null> {
  if (intent === null || intent.manifestSha256 === null) return null;
  const manifest = await readManifest({ app, env }, configStore);
  return isCommitted(intent, manifest?.text ?? null) ? readPlan(intent.plan, configStore) : null;
}

import { policyNameOf, type LinkItem } from '../../contract/link.ts';
import { isTombstone } from '../../contract/manifest.ts';
import type { RemovalPlan } from '../../contract/removal/plan.ts';
import type { StateInput, StateOutput } from '../../contract/states.ts';
import { countErrors } from '../../domain/findings/severity.ts';
import { requireLease } from '../../domain/link/lease.ts';
import { rolesOfLink } from '../../domain/link/link-record.ts';
import { countRemovals, requireAgreedRemoval } from '../../domain/removal/agreed-removal.ts';
import { removalOf } from '../../domain/removal/deliveries.ts';
import { removalPlan } from '../../domain/removal/plan-removal.ts';
import type { RoleToRemoveFrom } from '../../domain/removal/removed-roles.ts';
import { heldTargets, wantingNothing } from '../../domain/removal/restored-targets.ts';
import { isBesidePoint } from '../../domain/removal/standing.ts';
import { takenOver } from '../../domain/removal/taken-over.ts';
import { readManifest } from '../config/read-manifest.ts';
import type { Services } from '../ports.ts';
import { readTargets } from '../targets/read-targets.ts';
import { leftOpen } from './left-open.ts';
import { rememberedRemoval, storeRemovalPlan } from './removal-plan-store.ts';

type Given = StateInput<'Plan removal'>;
type Planned = StateOutput<'Plan removal'>;

/**
 * Plans a removal from what the link says: over every role and target that it names, whichever run has
 * written there. No pool is read. What the stack has started goes on only while its reason holds.
 *
 * @throws LeaseLost, PlanChanged when another plan was agreed on
 */
export async function planRemoval(
  { link, run, remove, lease }: Given,
  services: Services,
): Promise<Planned> {
  const { linkStore, configStore, allowList } = services;
  const { item } = await linkStore.read(link);
  requireLease(item, run.executionId, lease.fence);
  const stands = await readManifest(link, configStore);
  const isBegun = stands !== null && isTombstone(stands.manifest);
  if (isBesidePoint(item, run, isBegun)) return { ...nothingToDo, revision: item.revision };
  const whole = takenOver(item, await leftOpen(item, configStore), run.now);
  const [roles, readings] = await Promise.all([
    rolesToRemoveFrom(item, services),
    readingsOf(whole, services),
  ]);
  const plan = removalPlan({
    item,
    whole,
    manifest: stands,
    roles,
    readings,
    terms: remove,
    startedBy: run.startedBy,
    now: run.now,
    allowList,
  });
  const stored = await storeRemovalPlan(plan, run.id, configStore);
  const errors = countErrors(plan.findings);
  // What was begun has been agreed on, and is finished by whoever comes next.
  if (errors === 0 && !isBegun) await requireAgreed(plan, remove.expectPlan, item, services);
  const targets = (whole.push?.targets ?? []).map(({ id, kind }) => ({ id, kind }));
  return {
    ...stored,
    hash: plan.hash,
    errors,
    changes: countRemovals(plan, whole, isBegun),
    unannounced: item.removed !== null && !item.removed.announced,
    revision: plan.revision,
    targets: targets.filter(({ id }) => isRestored(plan, id)),
  };
}

/** One that is gone, or has to be left alone, is not written. */
function isRestored({ targets }: RemovalPlan, id: string): boolean {
  return targets.some(({ target, change }) => target === id && change === 'write');
}

async function rolesToRemoveFrom(
  item: LinkItem,
  { roles, allowList }: Pick<Services, 'roles' | 'allowList'>,
): Promise<readonly RoleToRemoveFrom[]> {
  const policyName = policyNameOf(item);
  const asksOwners = allowList !== null && removalOf(item).isOwnerAsked('delete');
  return Promise.all(
    rolesOfLink(item).map(async (roleArn) => {
      const [ours, role] = await Promise.all([
        roles.policy(roleArn, policyName),
        asksOwners ? roles.role(roleArn) : null,
      ]);
      return { roleArn, ours, ...(role && { role }) };
    }),
  );
}

async function readingsOf(whole: LinkItem, services: Services) {
  const wanted = wantingNothing(whole);
  const held = heldTargets(whole);
  if (wanted === null || held.length === 0) return new Map();
  const { readings } = await readTargets(
    whole,
    wanted,
    { held, open: [] },
    null,
    services,
    'removal',
  );
  return readings;
}

async function requireAgreed(
  plan: RemovalPlan,
  expectPlan: string | null,
  item: LinkItem,
  { configStore }: Pick<Services, 'configStore'>,
): Promise<void> {
  if (expectPlan === null || expectPlan === plan.hash) return;
  const known = item.plans.find(({ hash, kind }) => hash === expectPlan && kind === 'removal');
  const remembered = known ? await rememberedRemoval(known.key, configStore) : null;
  requireAgreedRemoval(plan, expectPlan, remembered);
}

const nothingToDo: Planned = {
  key: null,
  sha256: null,
  hash: null,
  errors: 0,
  changes: 0,
  unannounced: false,
  revision: null,
  targets: [],
};

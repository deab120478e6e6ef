import { policyNameOf, type LinkItem } from '../../contract/link.ts';
import { isTombstone } from '../../contract/manifest.ts';
import type { RemovalPlan } from '../../contract/removal/plan.ts';
import type { StateInput, StateOutput } from '../../contract/states.ts';
import { countErrors } from '../../domain/findings/severity.ts';
import { requireLease } from '../../domain/link/lease.ts';
import { rolesOfLink } from '../../domain/link/link-record.ts';
import { countRemovals, requireAgreedRemoval } from '../../domain/removal/agreed-removal.ts';
import { removalOf } from '../../domain/removal/deliveries.ts';
import { arnsOf, regionsOf, type Here } from '../../domain/removal/elsewhere.ts';
import { removalPlan } from '../../domain/removal/plan-removal.ts';
import type { RoleToRemoveFrom } from '../../domain/removal/removed-roles.ts';
import { heldTargets, wantingNothing } from '../../domain/removal/restored-targets.ts';
import { isBesidePoint, isRemoved } from '../../domain/removal/standing.ts';
import { takenOver } from '../../domain/removal/taken-over.ts';
import { readManifest } from '../config/read-manifest.ts';
import type { Services } from '../ports.ts';
import { readTargets } from '../targets/read-targets.ts';
import type { ReadServices } from '../targets/target-steps.ts';
import { emittedDocuments } from './emitted-documents.ts';
import { leftOpen } from './left-open.ts';
import { hasRevisions } from './revision-files.ts';
import { rememberedRemoval, storeRemovalPlan } from './removal-plan-store.ts';

type Given = StateInput<'Plan removal'>;
type Planned = StateOutput<'Plan removal'>;
type RemovalServices = ReadServices & Pick<Services, 'linkStore' | 'configStore' | 'account'>;

/**
 * Plans a removal from what the link says: over every role and target that it names, whichever run has
 * written there. No pool is read. What the stack has started goes on only while its reason holds.
 *
 * @throws LeaseLost, PlanChanged when another plan was agreed on
 */
export async function planRemoval(
  { link, run, remove, lease }: Given,
  services: RemovalServices,
): Promise<Planned> {
  const { linkStore, configStore, allowList } = services;
  const { item } = await linkStore.read(link);
  requireLease(item, run.executionId, lease.fence);
  const stands = await readManifest(link, configStore);
  const isBegun = stands !== null && isTombstone(stands.manifest);
  const open = await leftOpen(item, configStore);
  // As an import that died after its commit has left it: it may have renewed the environment.
  const whole = takenOver(item, open, run.now);
  if (isBesidePoint(whole, run, isBegun)) return { ...nothingToDo, revision: whole.revision };
  const emitted = await emittedDocuments(whole, open.committed, configStore);
  const [roles, readings, isPurged, here] = await Promise.all([
    rolesToRemoveFrom(whole, emitted ?? new Map(), services),
    readingsOf(whole, services),
    remove.purge && hasRevisions(link, configStore),
    hereOf(whole, services),
  ]);
  const plan = removalPlan({
    item,
    whole,
    manifest: stands,
    roles,
    rolesUnknown: emitted === null,
    readings,
    terms: remove,
    startedBy: run.startedBy,
    here,
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
    changes: countRemovals(plan, whole, { isBegun, isRemoved: isRemoved(item), isPurged }),
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
  whole: LinkItem,
  emitted: ReadonlyMap<string, string>,
  { roles, allowList }: Pick<Services, 'roles' | 'allowList'>,
): Promise<readonly RoleToRemoveFrom[]> {
  const policyName = policyNameOf(whole);
  const asksOwners = allowList !== null && removalOf(whole).isOwnerAsked('delete');
  const named = new Set([...rolesOfLink(whole), ...emitted.keys()]);
  return Promise.all(
    [...named].map(async (roleArn) => {
      const [ours, asked] = await Promise.all([
        roles.policy(roleArn, policyName),
        asksOwners ? roles.role(roleArn) : null,
      ]);
      // The answer is the same for a role that is gone.
      const role = asked ?? (ours.status === 'not-found' ? await roles.role(roleArn) : null);
      return { roleArn, ours, emitted: emitted.get(roleArn) ?? null, ...(role && { role }) };
    }),
  );
}

/** Nothing is asked of a link that has written nowhere. */
async function hereOf(
  whole: LinkItem,
  services: Pick<Services, 'account' | 'region'>,
): Promise<Here> {
  const [account, region] = await Promise.all([
    arnsOf(whole).length > 0 ? services.account() : null,
    regionsOf(whole).length > 0 ? services.region() : null,
  ]);
  return { account, region };
}

async function readingsOf(whole: LinkItem, services: RemovalServices) {
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

import type { IntendedRole, Intent } from '../../contract/link.ts';
import type { Plan } from '../../contract/plan.ts';
import type { Slice } from '../../contract/slices.ts';
import { sha256 } from '../../domain/canonical.ts';
import { undoneItem } from '../../domain/link/link-record.ts';
import { intentRunOf } from '../../domain/roles/apply.ts';
import { recordPlan } from '../../domain/roles/record.ts';
import { rolesToRestore } from '../../domain/roles/interrupted-writes.ts';
import type { Services } from '../ports.ts';
import type { HeldRun } from '../run/held-run.ts';
import { checkFence, updateHeldLink } from '../link/link-updates.ts';
import { committedPlanNoted } from '../run/revision-note.ts';
import { standingPolicies } from './role-reads.ts';
import { restoredRoles, restoreRoles } from './restore.ts';

/** How the message of a restoring that fails begins, before a run has written anything of its own. */
const beforeRun =
  'An earlier run had died while it wrote policies, and before this one could begin,';

/**
 * What Apply does when the policies are emitted: nothing on a role, unless a run that died had written
 * there. That is recorded when it was committed; else what it had found is restored where the plan says
 * so and nobody has written there since, before the intent is this run's.
 *
 * @throws LeaseLost, UndoIncomplete, UndoUnavailable, AccessDenied, AwsUnavailable
 */
export async function emitPlan(
  plan: Plan,
  { link, run, fence, stored }: HeldRun,
  services: Pick<Services, 'linkStore' | 'configStore' | 'roles'>,
): Promise<Slice<'applied'>> {
  const { linkStore, configStore } = services;
  const item = await checkFence(linkStore, link, run.executionId, fence);
  const committed = await committedPlanNoted(item, configStore);
  const interrupted = committed ? [] : await interruptedRoles(plan, item.intent, services);
  if (interrupted.length > 0) await checkFence(linkStore, link, run.executionId, fence);
  await restoreRoles(interrupted, beforeRun, services);
  const manifestSha256 = plan.manifest === null ? null : sha256(plan.manifest);
  await updateHeldLink(linkStore, link, run.executionId, fence, (held) => ({
    ...(committed ? recordPlan(held, committed) : undoneItem(held)),
    intent: { ...intentRunOf(plan, held, { run, fence, stored }), manifestSha256, roles: [] },
  }));
  const deleted = interrupted.filter(({ before }) => before === null).length;
  return {
    written: interrupted.length - deleted,
    deleted,
    restored: restoredRoles(interrupted),
  };
}

/** What the plan restores, but for what somebody has written there since it was made. */
async function interruptedRoles(
  plan: Plan,
  intent: Intent | null,
  { roles }: Pick<Services, 'roles'>,
): Promise<readonly IntendedRole[]> {
  const wanted = new Map(plan.roles.map(({ role, after }) => [role, after]));
  const planned = new Map(plan.roles.map(({ role, before }) => [role, before]));
  const restored = rolesToRestore(intent, planned, wanted);
  return rolesToRestore(
    intent && { ...intent, roles: [...restored] },
    await standingPolicies(restored, roles),
    wanted,
  );
}

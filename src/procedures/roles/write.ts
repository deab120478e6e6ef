import { AccessDenied, AwsRefused, ResourceMissing } from '../../contract/errors/caller-errors.ts';
import { LeaseLost } from '../../contract/errors/run-errors.ts';
import type { IntendedRole, Intent, LinkItem } from '../../contract/link.ts';
import type { Plan } from '../../contract/plan.ts';
import type { Slice } from '../../contract/slices.ts';
import {
  decideWrites,
  intentRunOf,
  openIntent,
  requireExpectedPolicies,
  withoutIntendedRoles,
} from '../../domain/roles/apply.ts';
import { rolesWithoutOthersWork } from '../../domain/roles/interrupted-writes.ts';
import { recordPlan } from '../../domain/roles/record.ts';
import type { HeldRun } from '../run/held-run.ts';
import { checkFence, updateHeldLink } from '../link/link-updates.ts';
import { committedPlanNoted } from '../run/revision-note.ts';
import type { Services } from '../ports.ts';
import { writeOnOpened } from './opened-lately.ts';
import { seenPolicies, standingPolicies } from './role-reads.ts';
import { failedWrites, writePolicy, type FailedWrite } from './role-writes.ts';

/**
 * Brings the roles to the plan: reads what stands, writes the intent with the before-images, then one
 * PutRolePolicy or DeleteRolePolicy per role, each after a look at the fence. All writes have ended
 * when this ends, well or not, so that nothing is undone beside a live writer.
 *
 * @throws LeaseLost, PlanChanged, AccessDenied, AwsUnavailable
 */
export async function writePlan(
  plan: Plan,
  { link, run, fence, stored }: HeldRun,
  services: Pick<Services, 'linkStore' | 'configStore' | 'roles' | 'allowList' | 'wait'>,
): Promise<Slice<'applied'>> {
  const { linkStore, roles } = services;
  const owner = run.executionId;
  const [item, current] = await Promise.all([
    checkFence(linkStore, link, owner, fence),
    standingPolicies(
      plan.roles.map(({ role, policyName }) => ({ roleArn: role, policyName })),
      roles,
    ),
  ]);
  requireExpectedPolicies(plan, current, item);
  const committed = await committedPlanNoted(item, services.configStore);
  await updateHeldLink(linkStore, link, owner, fence, (held) => ({
    // What a dead run had committed is recorded first; else its policies would look like drift.
    ...(committed ? recordPlan(held, committed) : held),
    intent: openIntent(
      intentRunOf(plan, held, { run, fence, stored }),
      plan,
      current,
      held.intent,
      committed !== null,
    ),
  }));
  const writes = decideWrites(plan, current);
  const failed = await failedWrites(writes, (write) =>
    writeOnOpened(async () => {
      await checkFence(linkStore, link, owner, fence);
      await writePolicy(write, roles);
    }, services),
  );
  if (failed.length > 0) {
    const refused = refusedRoles(failed, committed ? null : item.intent);
    // Best effort: a role that stays in the intent is restored for nothing.
    await updateHeldLink(linkStore, link, owner, fence, (held) =>
      withoutIntendedRoles(held, refused),
    ).catch(() => undefined);
    throw failed.find(({ reason }) => reason instanceof LeaseLost)?.reason ?? failed[0]?.reason;
  }
  const deleted = writes.filter(({ document }) => document === null).length;
  return { written: writes.length - deleted, deleted };
}

const refusals = [AccessDenied, AwsRefused, ResourceMissing];

/**
 * Roles whose write AWS refused: nothing has changed there, and undoing would be refused as well.
 * Where a run that died may have written, its before-image still has to be restored.
 */
function refusedRoles(failed: readonly FailedWrite[], earlier: Intent | null): readonly string[] {
  return failed
    .filter(({ reason }) => refusals.some((refusal) => reason instanceof refusal))
    .map(({ write }) => write.roleArn)
    .filter((roleArn) => !earlier?.roles.some((role) => role.roleArn === roleArn));
}

/**
 * Of an intent that a run which died has left open, the roles to restore where nobody else has put a
 * document since: that run may be long ago.
 */
export async function rolesToUndo(
  item: LinkItem,
  { roles }: Pick<Services, 'roles'>,
): Promise<readonly IntendedRole[]> {
  return rolesWithoutOthersWork(item, await seenPolicies(item.intent?.roles ?? [], roles));
}

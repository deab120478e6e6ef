import type { Plan } from '../../contract/plan.ts';
import type { Slice } from '../../contract/slices.ts';
import { sha256 } from '../../domain/canonical.ts';
import type { Services } from '../ports.ts';
import type { HeldRun } from './apply.ts';
import { updateHeldLink } from './link-updates.ts';
import { recordRun } from './record.ts';
import { undoRun } from './undo.ts';

/**
 * What Apply does when the policies are handed out: nothing on a role, unless a run that died had begun
 * to write there. That is recorded when it was committed, else undone, before the intent is this run's.
 *
 * @throws LeaseLost, UndoIncomplete, AwsUnavailable
 */
export async function emitPlan(
  plan: Plan,
  { link, run, fence, stored }: HeldRun,
  services: Services,
): Promise<Slice<'applied'>> {
  const { committed } = await undoRun(link, run.executionId, fence, null, services);
  if (committed) await recordRun(link, run.executionId, fence, services);
  await updateHeldLink(services.linkStore, link, run.executionId, fence, (held) => ({
    ...held,
    intent: {
      runId: run.id,
      fence,
      plan: stored,
      manifestSha256: plan.manifest === null ? null : sha256(plan.manifest),
      roles: [],
    },
  }));
  return { written: 0, deleted: 0 };
}

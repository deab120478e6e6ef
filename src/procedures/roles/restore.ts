import { AwsUnavailable, UndoUnavailable } from '../../contract/errors/faults.ts';
import { ResourceMissing } from '../../contract/errors/caller-errors.ts';
import { LeaseLost, UndoIncomplete } from '../../contract/errors/run-errors.ts';
import type { IntendedRole } from '../../contract/link.ts';
import { sha256 } from '../../domain/canonical.ts';
import { firstWithin } from '../../domain/first-within.ts';
import { fittingCommands, fittingReasons, restoringWrites } from '../../domain/roles/undo.ts';
import type { Services } from '../ports.ts';
import { failedWrites, writePolicy } from './role-writes.ts';

/** So many bytes of JSON tell which roles were restored: the report is not certain of any others. */
const roomForRestored = 20_000;

/** What roles were restored to, as far as state data have room for it. */
export function restoredRoles(roles: readonly IntendedRole[]) {
  const restored = roles.map(({ roleArn, before }) => ({
    role: roleArn,
    sha256: before === null ? null : sha256(before),
  }));
  return [...firstWithin(roomForRestored, restored)];
}

/**
 * Writes before-images back, whatever a read says.
 *
 * @throws UndoIncomplete with the `occasion` before the message and the commands that restore the rest;
 * UndoUnavailable with the same text while trying again may help; LeaseLost
 */
export async function restoreRoles(
  intended: readonly IntendedRole[],
  occasion: string,
  { roles }: Pick<Services, 'roles'>,
): Promise<void> {
  const settled = await failedWrites(restoringWrites(intended), (write) =>
    writePolicy(write, roles),
  );
  // A role that is gone has nothing to restore.
  const failed = settled.filter(({ reason }) => !(reason instanceof ResourceMissing));
  if (failed.length === 0) return;
  // Commands that restore by hand would undo what the other run has done.
  const lost = failed.find(({ reason }) => reason instanceof LeaseLost);
  if (lost) throw lost.reason;
  const reasons = failed.map(
    ({ write, reason }) => `${write.roleArn}: ${reason.message.replace(/\.$/, '')}`,
  );
  const incomplete = new UndoIncomplete(
    `${occasion} restoring the policies failed: ${fittingReasons(reasons)}.`,
    fittingCommands(failed.map(({ write }) => write)),
    { cause: failed[0]?.reason },
  );
  // While AWS may come back, the state is tried again; Close run gives what is left its name.
  const mayRecover = failed.some(({ reason }) => reason instanceof AwsUnavailable);
  throw mayRecover ? new UndoUnavailable(incomplete) : incomplete;
}

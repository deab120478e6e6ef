import {
  AwsUnavailable,
  ResourceMissing,
  UndoIncomplete,
  UndoUnavailable,
} from '../../contract/errors.ts';
import type { IntendedRole } from '../../contract/link.ts';
import type { Slice } from '../../contract/slices.ts';
import type { StateInput } from '../../contract/states.ts';
import { sha256 } from '../../domain/canonical.ts';
import { isCommitted } from '../../domain/roles/apply.ts';
import { rolesWithoutOthersWork } from '../../domain/roles/interrupted-writes.ts';
import { emits } from '../../domain/roles/emitted-files.ts';
import { causeText } from '../../domain/findings/failure-cause.ts';
import { undoneItem } from '../../domain/link/link-record.ts';
import { holdsLease } from '../../domain/link/lease.ts';
import { restoreCommand, restoringWrites } from '../../domain/roles/undo.ts';
import { updateHeldLink } from '../link/link-updates.ts';
import { readManifest } from '../config/read-manifest.ts';
import type { Services } from '../ports.ts';
import { seenPolicies } from './role-reads.ts';
import { failedWrites, writePolicy } from './role-writes.ts';

/**
 * Undoes an open intent of a link, unless its commit had happened: then `committed` says so. Nothing
 * happens without one, or when the lease is another run's.
 *
 * What this run began is written back whatever a read says, because reads of IAM lag behind its writes.
 * A run that died may be long ago: what others have put there since is left. A run that emits policies
 * writes on a role only what its plan says, in Apply, so that it leaves that intent to the next run.
 *
 * @throws UndoIncomplete with the original error and the commands that restore the rest;
 * UndoUnavailable with the same text while trying again may help
 */
export async function undoRun(
  { request, link, run, lease, failure }: StateInput<'Undo role policies'>,
  services: Services,
): Promise<Slice<'undone'>> {
  const nothing = { committed: false, restored: [] };
  if (lease === null) return nothing;
  const { item } = await services.linkStore.read(link);
  if (!holdsLease(item, run.executionId, lease.fence)) return { committed: false, restored: null };
  if (item.intent === null) return nothing;
  const manifest =
    item.intent.manifestSha256 === null ? null : await readManifest(link, services.configStore);
  if (isCommitted(item.intent, manifest?.text ?? null)) return { committed: true, restored: [] };
  const isOwn = item.intent.runId === run.id;
  if (!isOwn && emits(request)) return nothing;
  const roles = isOwn
    ? item.intent.roles
    : rolesWithoutOthersWork(item, await seenPolicies(item.intent.roles, services.roles));
  await restoreRoles(roles, afterRun(failure), services);
  await updateHeldLink(services.linkStore, link, run.executionId, lease.fence, undoneItem);
  return { committed: false, restored: roles.map(restoredRole) };
}

/** What a role was restored to. */
export function restoredRole({ roleArn, before }: IntendedRole) {
  return { role: roleArn, sha256: before === null ? null : sha256(before) };
}

/** How the message of an undo that fails begins, after a run that ended badly. */
function afterRun(failure: Slice<'failure'> | null): string {
  const original =
    failure === null ? 'The run was refused.' : `${failure.Error}: ${causeText(failure.Cause)}`;
  return `The run ended (${original}), and`;
}

/** How it begins before a run has written anything of its own. */
export const beforeRun =
  'An earlier run had died while it wrote policies, and before this one could begin,';

/**
 * Writes before-images back, whatever a read says.
 *
 * @throws UndoIncomplete, UndoUnavailable as `undoRun` does, with the `occasion` before the message
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
  const reasons = failed.map(
    ({ write, reason }) => `${write.roleArn}: ${reason.message.replace(/\.$/, '')}`,
  );
  const incomplete = new UndoIncomplete(
    `${occasion} restoring the policies failed: ${reasons.join('; ')}.`,
    failed.map(({ write }) => restoreCommand(write)),
    { cause: failed[0]?.reason },
  );
  // While AWS may come back, the state is tried again; Close run gives what is left its name.
  const mayRecover = failed.some(({ reason }) => reason instanceof AwsUnavailable);
  throw mayRecover ? new UndoUnavailable(incomplete) : incomplete;
}

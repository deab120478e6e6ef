import type { Slice } from '../../contract/slices.ts';
import type { StateInput } from '../../contract/states.ts';
import { isCommitted } from '../../domain/roles/apply.ts';
import { boundedCause, causeText } from '../../domain/findings/failure-cause.ts';
import { undoneItem } from '../../domain/link/link-record.ts';
import { holdsLease } from '../../domain/link/lease.ts';
import { updateHeldLink } from '../link/link-updates.ts';
import { readManifest } from '../config/read-manifest.ts';
import type { Services } from '../ports.ts';
import { deliveryStepsOf } from './deliveries.ts';
import { restoredRole, restoreRoles } from './restore.ts';

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
  const roles = isOwn ? item.intent.roles : await deliveryStepsOf(request).undo(item, services);
  if (roles === null) return nothing;
  await restoreRoles(roles, afterRun(failure), services);
  await updateHeldLink(services.linkStore, link, run.executionId, lease.fence, undoneItem);
  return { committed: false, restored: roles.map(restoredRole) };
}

/** Beside it there is room for the commands that restore. */
const roomForOriginal = 1_500;

/** How the message of an undo that fails begins, after a run that ended badly. */
function afterRun(failure: Slice<'failure'> | null): string {
  const original =
    failure === null
      ? 'The run was refused.'
      : boundedCause(`${failure.Error}: ${causeText(failure.Cause)}`, '', roomForOriginal);
  return `The run ended (${original}), and`;
}

import type { LinkItem } from '../../contract/link.ts';
import type { Slice } from '../../contract/slices.ts';
import type { StateInput } from '../../contract/states.ts';
import { isCommitted } from '../../domain/roles/apply.ts';
import { boundedCause, causeText } from '../../domain/findings/failure-cause.ts';
import { undoneItem } from '../../domain/link/link-record.ts';
import { heldSince, withFence, withNextFence } from '../../domain/link/lease.ts';
import { updateHeldLink, updateLink } from '../link/link-updates.ts';
import { readManifest } from '../config/read-manifest.ts';
import type { Services } from '../ports.ts';
import { deliveryStepsOf } from './deliveries.ts';
import { restoredRoles, restoreRoles } from './restore.ts';

/**
 * Undoes an open intent of a link, unless its commit had happened: then `committed` says so. Nothing
 * happens without one, or when the lease is another run's.
 *
 * A function whose answer was lost may still be at work for this very run: it takes a new fence first, at
 * which that one stops before its next write.
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
  services: Pick<Services, 'linkStore' | 'configStore' | 'roles'>,
): Promise<Slice<'undone'>> {
  const nothing = { committed: false, restored: [] };
  if (lease === null) return nothing;
  const owner = run.executionId;
  const { item: seen } = await services.linkStore.read(link);
  if (!heldSince(seen, owner, lease.fence)) return { committed: false, restored: null };
  if (seen.intent === null) return nothing;
  if (await isPublished(seen, services)) return { committed: true, restored: [] };
  const item = await updateLink(services.linkStore, link, (held) =>
    withNextFence(held, owner, lease.fence),
  );
  if (await isPublished(item, services)) {
    // Its commit was under way: the states after this one go on with the fence that they know.
    await updateLink(services.linkStore, link, (held) => withFence(held, owner, lease.fence));
    return { committed: true, restored: [] };
  }
  const isOwn = item.intent?.runId === run.id;
  const roles = isOwn ? item.intent?.roles : await deliveryStepsOf(request).undo(item, services);
  if (!roles) return nothing;
  await restoreRoles(roles, afterRun(failure), services);
  await updateHeldLink(services.linkStore, link, owner, item.lease.fence, undoneItem);
  return { committed: false, restored: restoredRoles(roles) };
}

/** Whether the commit of an open intent has happened. */
async function isPublished(
  { intent, ...link }: LinkItem,
  { configStore }: Pick<Services, 'configStore'>,
): Promise<boolean> {
  if (intent === null) return false;
  const manifest = intent.manifestSha256 === null ? null : await readManifest(link, configStore);
  return isCommitted(intent, manifest?.text ?? null);
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

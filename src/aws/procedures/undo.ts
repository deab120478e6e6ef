import { AwsUnavailable, ResourceMissing, UndoIncomplete } from '../../contract/errors.ts';
import type { IntendedRole, LinkItem, LinkName } from '../../contract/link.ts';
import type { Slice } from '../../contract/slices.ts';
import { sha256 } from '../../domain/canonical.ts';
import { isCommitted } from '../../domain/policies/apply-plan.ts';
import { causeText } from '../../domain/run/failure-cause.ts';
import { knownDocuments, undoneItem } from '../../domain/link/link-record.ts';
import { holdsLease } from '../../domain/link/lease.ts';
import { restoreCommand, restoringWrites } from '../../domain/policies/undo-plan.ts';
import { updateHeldLink } from './link-updates.ts';
import { readManifest } from './read-manifest.ts';
import type { Services } from '../ports.ts';
import { failedWrites, writePolicy } from './role-writes.ts';

/**
 * Undoes an open intent of a link: every before-image is written back, whatever a read says, because
 * reads of IAM lag behind its writes; over the intent of a dead run, what others have put there since is left. Nothing happens without an open intent, or when the lease is
 * another run's. When the intent's commit had happened, nothing is undone and `committed` says so.
 *
 * @throws UndoIncomplete with the original error and the commands that restore the rest;
 * AwsUnavailable with the same text while trying again may help
 */
export async function undoRun(
  link: LinkName,
  owner: string,
  fence: number,
  failure: Slice<'failure'> | null,
  services: Services,
): Promise<Slice<'undone'>> {
  const { item } = await services.linkStore.read(link);
  if (!holdsLease(item, owner, fence)) return { committed: false, restored: null };
  if (item.intent === null) return { committed: false, restored: [] };
  const manifest =
    item.intent.manifestSha256 === null ? null : await readManifest(link, services.configStore);
  if (isCommitted(item.intent, manifest?.text ?? null)) return { committed: true, restored: [] };
  const isOwn = failure !== null && item.intent.fence === fence;
  const roles = isOwn ? item.intent.roles : await withoutStrangers(item, services);
  await restoreRoles(roles, originalError(failure), services);
  await updateHeldLink(services.linkStore, link, owner, fence, undoneItem);
  return { committed: false, restored: roles.map(restoredRole) };
}

/**
 * The roles of an open intent but for those where somebody has put another document since. A run
 * without an intent of its own has written nothing, so what no document of this link explains is theirs. Reads
 * that are denied, or see nothing, prove nothing.
 */
async function withoutStrangers(
  item: LinkItem,
  { roles }: Services,
): Promise<readonly IntendedRole[]> {
  const intended = item.intent?.roles ?? [];
  const readings = await Promise.all(
    intended.map(({ roleArn, policyName }) => roles.policy(roleArn, policyName)),
  );
  return intended.filter(({ roleArn }, index) => {
    const reading = readings[index];
    const known = knownDocuments(item, roleArn);
    return reading?.status !== 'found' || known.has(sha256(reading.value));
  });
}

/** What a role was put back to. */
export function restoredRole({ roleArn, before }: IntendedRole) {
  return { role: roleArn, sha256: before === null ? null : sha256(before) };
}

/** What the message of an undo that did not end says of the run. */
function originalError(failure: Slice<'failure'> | null): string {
  if (failure === null) return 'The run was refused.';
  // That one has told itself what it could not restore; this is the same, once more.
  if (failure.Error === 'UndoIncomplete') return begunBefore;
  return `${failure.Error}: ${causeText(failure.Cause)}`;
}

/** Why something is restored before a run has written anything of its own. */
export const begunBefore = 'An earlier run had died.';

/**
 * Writes before-images back, whatever a read says.
 *
 * @throws UndoIncomplete, AwsUnavailable as `undoRun` does, with `original` in the message
 */
export async function restoreRoles(
  intended: readonly IntendedRole[],
  original: string,
  { roles }: Pick<Services, 'roles'>,
): Promise<void> {
  const settled = await failedWrites(restoringWrites(intended), (write) =>
    writePolicy(write, roles),
  );
  // A role that is gone has nothing to restore.
  const failed = settled.filter(({ reason }) => !(reason instanceof ResourceMissing));
  if (failed.length === 0) return;
  const reasons = failed.map(({ write, reason }) => `${write.roleArn}: ${reason.message}`);
  const incomplete = new UndoIncomplete(
    `The run ended (${original}), and restoring the policies failed: ${reasons.join('; ')}.`,
    failed.map(({ write }) => restoreCommand(write)),
    { cause: failed[0]?.reason },
  );
  // While AWS may come back, the state is tried again; Close run gives what is left its name.
  const mayRecover = failed.some(({ reason }) => reason instanceof AwsUnavailable);
  throw mayRecover ? new AwsUnavailable(incomplete.message, { cause: incomplete }) : incomplete;
}

import type { RoleWrite } from '../../domain/roles/apply.ts';
import type { Roles } from '../account/port.ts';

/** A write that failed, and why. */
export type FailedWrite = { readonly write: RoleWrite; readonly reason: Error };

/** Puts or deletes our policy on one role. */
export async function writePolicy(
  { roleArn, policyName, document }: RoleWrite,
  roles: Roles,
): Promise<void> {
  if (document === null) await roles.deletePolicy(roleArn, policyName);
  else await roles.putPolicy(roleArn, policyName, document);
}

/** Does every write, waits until all have ended, and tells which failed. */
export async function failedWrites(
  writes: readonly RoleWrite[],
  doWrite: (write: RoleWrite) => Promise<void>,
): Promise<readonly FailedWrite[]> {
  const settled = await Promise.allSettled(writes.map(doWrite));
  return writes.flatMap((write, index) => {
    const end = settled[index];
    return end?.status === 'rejected' ? [{ write, reason: end.reason as Error }] : [];
  });
}

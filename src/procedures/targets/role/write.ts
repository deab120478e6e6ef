import { StateDataFault } from '../../../contract/errors/faults.ts';
import { AccessDenied } from '../../../contract/errors/caller-errors.ts';
import type { PlannedKey, PlannedTarget, PushedTarget } from '../../../contract/push/target.ts';
import { sha256 } from '../../../domain/canonical.ts';
import { writableKeys, writtenKeys } from '../../../domain/targets/merge-keys.ts';
import { expectedHashes, textToPut } from '../../../domain/targets/plan-key.ts';
import type { Services } from '../../ports.ts';
import { writePolicy } from '../../roles/role-writes.ts';
import type { HeldPush } from '../target-steps.ts';

/**
 * Puts our policy on an execution role, or gives back what stood there. What holds neither what the plan
 * saw nor a document of ours was written by somebody else since, and stays.
 *
 * @throws AccessDenied, AwsUnavailable, LeaseLost, ResourceMissing
 */
export async function writeRole(
  { target, keys, roleArn }: PlannedTarget,
  push: Pick<HeldPush, 'checkFence'>,
  { roles }: Pick<Services, 'roles'>,
): Promise<PushedTarget> {
  if (roleArn === null)
    throw new StateDataFault(`The plan of this push names no role of ${target}.`);
  let wrote = false;
  for (const [policyName, key] of Object.entries({ ...unseenKeys(keys), ...writableKeys(keys) })) {
    const reading = await roles.policy(roleArn, policyName);
    if (reading.status === 'denied') throw new AccessDenied(reading.action, roleArn);
    const stands = reading.status === 'found' ? reading.value : null;
    if (!expectedHashes('role', key).has(stands === null ? null : sha256(stands))) {
      return { status: 'left', wrote, after: {}, error: 'TARGET_CHANGED' };
    }
    const document = textToPut(key);
    if (document === stands && !isUnseen(key)) continue;
    await push.checkFence();
    await writePolicy({ roleArn, policyName, document }, roles);
    wrote = true;
  }
  return { status: 'pushed', wrote, after: writtenKeys(keys), error: null };
}

/** Policies of ours that are to go and that the plan did not see: reads of IAM lag behind its writes. */
function unseenKeys(keys: PlannedTarget['keys']): PlannedTarget['keys'] {
  return Object.fromEntries(Object.entries(keys).filter(([, key]) => isUnseen(key)));
}

function isUnseen({ after, before, seen, earlier }: PlannedKey): boolean {
  return after === null && before === null && seen === null && earlier.length > 0;
}

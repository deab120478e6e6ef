import { AccessDenied } from '../../../contract/errors/caller-errors.ts';
import { FunctionUpdateFailed, TargetContested } from '../../../contract/errors/push-errors.ts';
import { environmentLimit } from '../../../contract/quotas.ts';
import type { FindingCode } from '../../../contract/findings.ts';
import type { PlannedTarget, PushedTarget } from '../../../contract/push/target.ts';
import { environmentBytes } from '../../../domain/targets/function/environment.ts';
import { functionOf } from '../../../domain/targets/function/function-names.ts';
import { mergeKeys, writtenKeys } from '../../../domain/targets/merge-keys.ts';
import type { Services } from '../../ports.ts';
import type { HeldPush } from '../target-steps.ts';
import { pacedFunctions } from './paced-functions.ts';
import { settledFunction, timeOf } from './settled-function.ts';

type World = Pick<Services, 'functions' | 'now' | 'wait'>;

/** So often a write is tried while others write as well. */
const attempts = 5;

/**
 * Puts our variables among those of others: reads all of them with the revision that names what was read,
 * merges, writes over that revision, and reads again until it finds what it wrote. Nothing but variables is
 * sent: an update with a role would need the right to pass it.
 *
 * @throws AwsUnavailable, AccessDenied, FunctionUpdateFailed, TargetContested, LeaseLost
 */
export async function writeFunction(
  { target, keys }: PlannedTarget,
  push: Pick<HeldPush, 'checkFence'>,
  services: World,
): Promise<PushedTarget> {
  const named = functionOf(target);
  const functions = pacedFunctions(services);
  const time = timeOf(services, named.name);
  let wrote = false;
  for (let attempt = 0; ; attempt += 1) {
    const reading = await settledFunction(named, functions, time);
    if (reading.status === 'denied') throw new AccessDenied(reading.action, target);
    if (reading.status === 'not-found') return left('FUNCTION_NOT_FOUND');
    const stands = reading.value;
    if (wrote && stands.update === 'failed') {
      throw new FunctionUpdateFailed(named.name, stands.failure ?? 'no reason given');
    }
    if (stands.variables === null) return left('FUNCTION_ENV_UNREADABLE');
    const merged = mergeKeys('function', stands.variables, keys);
    if (merged.kind === 'changed') return left('TARGET_CHANGED');
    if (merged.kind === 'equal' && stands.update === 'done') {
      return { status: 'pushed', wrote, after: writtenKeys(keys), error: null };
    }
    if (attempt === attempts) throw new TargetContested(target);
    const variables = merged.kind === 'equal' ? stands.variables : merged.merged;
    if (environmentBytes(variables) > environmentLimit) return left('FUNCTION_ENV_FULL');
    await push.checkFence();
    const ended = await functions.setVariables(named, variables, stands.revision);
    if (ended === 'undecryptable') return left('FUNCTION_ENV_UNREADABLE');
    wrote ||= ended === 'written';
    // Who has begun another update needs a moment before it shows.
    if (ended === 'busy') await time.pass(attempt);
  }
}

function left(error: FindingCode): PushedTarget {
  return { status: 'left', wrote: false, after: {}, error };
}

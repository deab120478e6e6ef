import { AccessDenied, ResourceMissing } from '../../../contract/errors/caller-errors.ts';
import { TargetContested } from '../../../contract/errors/push-errors.ts';
import type { PlannedTarget, PushedTarget } from '../../../contract/push/target.ts';
import { canonicalJson } from '../../../domain/canonical.ts';
import { hostingPlace, type HostingPlace } from '../../../domain/targets/hosting/place.ts';
import { mergeKeys, writtenKeys } from '../../../domain/targets/merge-keys.ts';
import type { Services } from '../../ports.ts';
import type { HeldPush } from '../target-steps.ts';
import type { HostingVariables } from './port.ts';

/** How often a push tries to write beside somebody else before it leaves that to people. */
const mostRounds = 3;

/**
 * Sets our variables among those of others. The service replaces all of them and knows no condition, so
 * they are read twice right before the write, and again after it: what others have must be as it was, and
 * what is ours must be there. Of a race one round trip remains, between the second read and the write.
 *
 * @throws TargetContested when others write there at the same time, again and again
 */
export async function writeHosting(
  target: PlannedTarget,
  push: HeldPush,
  services: Pick<Services, 'hosting' | 'wait'>,
): Promise<PushedTarget> {
  const place = hostingPlace(target.target);
  for (let round = 1; round <= mostRounds; round += 1) {
    const ended = await writeOnce(target, place, push, services);
    if (ended !== 'anew') return ended;
    if (round < mostRounds) await services.wait(round * 1000);
  }
  throw new TargetContested(target.target);
}

async function writeOnce(
  target: PlannedTarget,
  place: HostingPlace,
  { checkFence }: HeldPush,
  { hosting }: Pick<Services, 'hosting'>,
): Promise<PushedTarget | 'anew'> {
  const read = async () => variablesOf(target, place, { hosting });
  const [first, current] = [await read(), await read()];
  if (first === null || current === null) {
    return { status: 'gone', wrote: false, after: {}, error: null };
  }
  if (differ(first, current)) return 'anew';
  const merged = mergeKeys('hosting', current, target.keys);
  switch (merged.kind) {
    case 'changed':
      return { status: 'left', wrote: false, after: {}, error: 'TARGET_CHANGED' };
    case 'equal':
      return pushed(target);
    case 'differs': {
      await checkFence();
      await hosting.replaceVariables(place, merged.merged);
      const after = await read();
      return after !== null && !differ(after, merged.merged) ? pushed(target) : 'anew';
    }
  }
}

/** The plan saw something else there: whoever wrote it, perhaps an earlier try, it is new to a build. */
function pushed({ keys }: PlannedTarget): PushedTarget {
  return { status: 'pushed', wrote: true, after: writtenKeys(keys), error: null };
}

/** Every variable; `null`: what nobody wants any more is not there any more. */
async function variablesOf(
  { target, wanted }: PlannedTarget,
  place: HostingPlace,
  { hosting }: Pick<Services, 'hosting'>,
): Promise<HostingVariables | null> {
  const found = await hosting.variables(place);
  switch (found.status) {
    case 'found':
      return found.value;
    case 'denied':
      throw new AccessDenied(found.action, target);
    case 'not-found':
      if (wanted) throw new ResourceMissing(target);
      return null;
  }
}

function differ(some: HostingVariables, others: HostingVariables): boolean {
  return canonicalJson(some) !== canonicalJson(others);
}

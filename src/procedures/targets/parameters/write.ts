import { TargetContested } from '../../../contract/errors/push-errors.ts';
import { linkTagOf, parameterName } from '../../../contract/push/parameters.ts';
import type { PlannedKey, PushedTarget } from '../../../contract/push/target.ts';
import { mergeKeys, writableKeys, writtenKeys } from '../../../domain/targets/merge-keys.ts';
import type { ParametersFacts } from '../../../domain/targets/parameters/rules.ts';
import type { Services } from '../../ports.ts';
import type { HeldPush, TargetSteps } from '../target-steps.ts';
import { isTaken, standingParameters } from './read.ts';
import type { StoredParameter } from './port.ts';

/** An account may write three parameters a second, for all who write there (SSM quotas, PutParameter). */
const betweenWrites = 1_000;

/** A write of one parameter; `false`: there is one of somebody else. */
type Write = () => Promise<boolean>;

/**
 * Brings the parameters of a link to what the plan says: reads all of them in one call and puts those that
 * differ, one a second. Systems Manager takes no condition: a name that nobody has used yet is taken by a
 * write that replaces nothing. What it has taken it has, so that nothing is read again: a read right after
 * a write may lag behind.
 */
export const writeParameters: TargetSteps<ParametersFacts>['write'] = async (
  { keys },
  push,
  services,
) => {
  const stand = await standingParameters(push.link, services);
  const unplanned = await takenSince(stand, keys, push, services);
  if (unplanned) return left('PARAMETER_TAKEN');
  const current = Object.fromEntries(
    // What cannot be read is seen as an empty text, in the plan as well.
    [...stand].flatMap(([key, { text }]) =>
      Object.hasOwn(keys, key) ? [[key, text ?? ''] as const] : [],
    ),
  );
  const merge = mergeKeys('parameters', current, keys);
  if (merge.kind === 'changed') return left('TARGET_CHANGED');
  const written = { status: 'pushed', after: writtenKeys(keys), error: null } as const;
  if (merge.kind === 'equal') return { ...written, wrote: false };
  const writes = writesOf(current, merge.merged, keys, push, services);
  for (const [index, write] of writes.entries()) {
    if (index > 0) await services.wait(betweenWrites);
    await push.checkFence();
    if (await write()) continue;
    // What was written before it is ours, and recorded as that of a push that failed.
    if (index > 0) throw new TargetContested('parameters');
    return left('PARAMETER_TAKEN');
  }
  return { ...written, wrote: true };
};

/** Whether somebody else has used a name of ours since the plan saw that nobody had. */
async function takenSince(
  stand: ReadonlyMap<string, StoredParameter>,
  keys: Readonly<Record<string, PlannedKey>>,
  { link }: HeldPush,
  { parameters }: Pick<Services, 'parameters'>,
): Promise<boolean> {
  const fresh = Object.entries(writableKeys(keys)).filter(([, { seen }]) => seen === null);
  for (const [key] of fresh) {
    const parameter = stand.get(key);
    if (parameter && (await isTaken(link, key, parameter, parameters))) return true;
  }
  return false;
}

function writesOf(
  current: Readonly<Record<string, string>>,
  merged: Readonly<Record<string, string>>,
  keys: Readonly<Record<string, PlannedKey>>,
  { link }: HeldPush,
  { parameters }: Pick<Services, 'parameters'>,
): readonly Write[] {
  const gone = Object.keys(writableKeys(keys)).filter(
    (key) => Object.hasOwn(current, key) && !Object.hasOwn(merged, key),
  );
  const puts = Object.entries(merged)
    .filter(([key, text]) => current[key] !== text)
    .map(([key, text]) => async () => {
      const name = parameterName(link, key);
      const isNew = !Object.hasOwn(current, key);
      if (isNew && (await parameters.create(name, text, linkTagOf(link)))) return true;
      // The answer of an earlier try may have been lost: what it made has our tag.
      if (isNew && (await isTaken(link, key, { text }, parameters))) return false;
      await parameters.replace(name, text);
      return true;
    });
  const removal = async () => {
    await parameters.remove(gone.map((key) => parameterName(link, key)));
    return true;
  };
  return gone.length === 0 ? puts : [...puts, removal];
}

function left(error: string): PushedTarget {
  return { status: 'left', wrote: false, after: {}, error };
}

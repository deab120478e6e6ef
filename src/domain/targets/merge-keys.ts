import type { PlannedKey, TargetKind } from '../../contract/push/target.ts';
import { sha256 } from '../canonical.ts';
import { expectedHashes, isOurs, textToPut } from './plan-key.ts';

/** All variables of a target with ours among them. */
export type MergedKeys =
  /** Somebody has changed these names of ours since the plan saw them. */
  | { readonly kind: 'changed'; readonly names: readonly string[] }
  | { readonly kind: 'equal' }
  | { readonly kind: 'differs'; readonly merged: Readonly<Record<string, string>> };

/**
 * Puts our keys among those of others, which stay byte for byte as they are, in their order. What holds
 * neither what the plan saw nor something of ours was changed by somebody else, and is not replaced.
 */
export function mergeKeys(
  kind: TargetKind,
  current: Readonly<Record<string, string>>,
  planned: Readonly<Record<string, PlannedKey>>,
): MergedKeys {
  const keys = writableKeys(planned);
  const names = Object.keys(keys);
  const changed = Object.entries(keys).filter(([name, key]) => {
    const stands = Object.hasOwn(current, name) ? sha256(current[name] ?? '') : null;
    return !expectedHashes(kind, key).has(stands);
  });
  if (changed.length > 0) return { kind: 'changed', names: changed.map(([name]) => name) };
  const foreign = Object.entries(current).filter(([name]) => !names.includes(name));
  const ours = Object.entries(textsToPut(planned));
  const equal =
    ours.every(([name, text]) => Object.hasOwn(current, name) && current[name] === text) &&
    foreign.length + ours.length === Object.keys(current).length;
  return equal
    ? { kind: 'equal' }
    : { kind: 'differs', merged: Object.fromEntries([...foreign, ...ours]) };
}

/** The keys that a push may write: what is given back only where what stands there is still ours. */
export function writableKeys(
  planned: Readonly<Record<string, PlannedKey>>,
): Readonly<Record<string, PlannedKey>> {
  return Object.fromEntries(
    Object.entries(planned).filter(([, key]) => key.after !== null || isOurs(key)),
  );
}

/** What is put under each key that a push may write; one that is taken away is left out. */
export function textsToPut(
  planned: Readonly<Record<string, PlannedKey>>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(writableKeys(planned)).flatMap(([name, key]) => {
      const text = textToPut(key);
      return text === null ? [] : [[name, text] as const];
    }),
  );
}

/** What our keys hold once they are written; `null`: given back. */
export function writtenKeys(
  planned: Readonly<Record<string, PlannedKey>>,
): Record<string, string | null> {
  return Object.fromEntries(Object.entries(planned).map(([name, { after }]) => [name, after]));
}

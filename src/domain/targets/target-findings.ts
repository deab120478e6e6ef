import { finding, type Finding } from '../../contract/findings.ts';
import type { PlannedTarget, RecordedTarget, TargetRef } from '../../contract/push/target.ts';
import { differs, isOurs } from './plan-key.ts';

/** What is said of a target of any kind. */

/** Values of ours that somebody else has changed, and that the push writes again. */
export function changedFindings(
  { id, kind }: TargetRef,
  keys: PlannedTarget['keys'],
): readonly Finding[] {
  const names = Object.entries(keys)
    .filter(([, key]) => key.earlier.length > 0 && !isOurs(key) && key.seen !== null)
    .filter(([, key]) => differs(kind, key))
    .map(([name]) => name);
  const replaced = Object.entries(keys)
    .filter(
      ([, { before, earlier }]) => earlier.length === 0 && before !== null && 'sha256' in before,
    )
    .filter(([, key]) => differs(kind, key))
    .map(([name]) => name);
  return [
    ...(names.length > 0 ? [finding('TARGET_CHANGED', { target: id, keys: names })] : []),
    ...(replaced.length > 0
      ? [finding('TARGET_VALUE_REPLACED', { target: id, keys: replaced })]
      : []),
  ];
}

/** Nobody has ended what kept the last push from writing there, as far as a plan can see. */
export function contestedFindings(held: RecordedTarget | null): readonly Finding[] {
  if (held?.error?.name !== 'TargetContested') return [];
  return [finding('TARGET_CONTESTED', { target: held.id })];
}

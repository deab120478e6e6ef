import type { PushResult, TargetResult } from '../contract/push/result.ts';
import type { PlannedTarget } from '../contract/push/target.ts';
import { targetText } from '../domain/report/target-text.ts';

/** What a plan does at a target, as a terminal shows it. */
export function targetLines(target: PlannedTarget): readonly string[] {
  const { line, details } = targetText(target, (text) => text);
  return [`  ${line}`, ...details.map((detail) => `      ${detail}`)];
}

/**
 * How each target stands after a push; those that an incomplete push names in its error are not told
 * again.
 */
export function targetResultLines(
  targets: readonly TargetResult[],
  error: PushResult['error'],
): readonly string[] {
  const isTold = ({ status }: TargetResult) => status === 'failed' || status === 'left';
  return targets
    .filter((target) => error?.name !== 'PushIncomplete' || !isTold(target))
    .map(({ id, status, error: its }) =>
      its ? `${status} ${id}: ${its.name}. ${its.message}` : `${status} ${id}`,
    );
}

import type { TargetResult } from '../contract/push/result.ts';
import type { PlannedTarget } from '../contract/push/target.ts';
import { targetText } from '../domain/report/target-text.ts';

/** What a plan does at a target, as a terminal shows it. */
export function targetLines(target: PlannedTarget): readonly string[] {
  const { line, details } = targetText(target, (text) => text);
  return [`  ${line}`, ...details.map((detail) => `      ${detail}`)];
}

/** How a target stands after a push. */
export function targetResultLine({ id, status, error }: TargetResult): string {
  return error ? `${status} ${id}: ${error.name}. ${error.message}` : `${status} ${id}`;
}

import type { PushResult } from '../contract/push/result.ts';
import { findingText } from '../domain/findings/failure-cause.ts';
import { bySeverity } from '../domain/findings/severity.ts';
import { planTotals } from '../domain/report/plan-totals.ts';
import { heading } from './heading.ts';
import { targetLines, targetResultLines } from './target-lines.ts';
import { withShellNote } from './with-shell-note.ts';
import { printAnswer } from './tell.ts';

/** Prints the result of a push, alone, on standard output: as JSON, or as people read it, with what to do next. */
export function printPushResult(
  result: PushResult,
  json: boolean,
  next: string | null = null,
): void {
  const text = () => [pushText(result), ...(next === null ? [] : [next])].join('\n');
  printAnswer(json, result, () => withShellNote(text()));
}

/** The result of a push as people read it. */
export function pushText(result: PushResult): string {
  const { status, error, findings, superseded, missing, report } = result;
  return [
    heading(status),
    ...(error ? [`${error.name}: ${error.message}`] : []),
    ...findings.toSorted(bySeverity).map(findingText),
    ...(status === 'planned' ? planLines(result) : doneLines(result)),
    ...(superseded ? ['Another run holds the link, and pushes this too.'] : []),
    ...(missing ? [missing] : []),
    ...(report && !error ? [`Report: ${report}`] : []),
  ].join('\n');
}

function planLines({ plan, revision, missing }: PushResult): readonly string[] {
  if (!plan) return [];
  if (plan.targets.length === 0 && !missing) return [noTarget];
  const totals = planTotals({ roles: [], files: [], push: plan.targets });
  return [
    `Plan ${plan.hash} of revision ${revision}:`,
    ...plan.targets.flatMap(targetLines),
    ...(missing ? [] : [`${totals}.`]),
  ];
}

function doneLines({ targets, revision, error, superseded }: PushResult): readonly string[] {
  if (targets.length === 0) return error || superseded ? [] : [noTarget];
  return [
    ...(revision === null ? [] : [`Revision ${revision}:`]),
    ...targetResultLines(targets, error).map((line) => `  ${line}`),
  ];
}

const noTarget = 'There is no target to push to.';

import type { PlannedTarget } from '../contract/push/target.ts';
import type { Finding } from '../contract/findings.ts';
import type { Result } from '../contract/result.ts';
import { destinationText } from '../contract/destination.ts';
import { plural } from '../contract/text.ts';
import { endWord } from '../domain/report/end-word.ts';
import { planStanding } from '../domain/report/plan-totals.ts';
import { heading } from './heading.ts';
import { foundLines, planLines } from './plan-text.ts';
import { targetResultLines } from './target-lines.ts';
import { roleNameOf } from '../contract/aws-names.ts';
import { withShellNote } from './with-shell-note.ts';
import { printAnswer } from './tell.ts';

/** What somebody who was asked has read already: the findings of a plan, and the plan. */
export type Shown = Pick<Result, 'findings' | 'plan'>;

/** What is told beside a result: what people were shown before, which is not told again, and what to do next. */
type Beside = { readonly shown?: Shown | null; readonly next?: string | null };

/** Prints the result, alone, on standard output: as JSON, or as people read it. */
export function printResult(result: Result, json: boolean, beside: Beside = {}): void {
  printAnswer(json, result, () => withShellNote(resultText(result, beside)));
}

function resultText(result: Result, { shown = null, next = null }: Beside): string {
  const { status, error, findings, plan, published, emitted, propagation, missing, report } =
    result;
  if (error?.name === 'ImportRefused') return `${heading(status)}\n${error.message}`;
  if (status === 'unchanged' && !error) return unchangedText(result);
  const word = endWord(result);
  return [
    heading(word),
    ...[destinationText(result) ?? []].flat(),
    ...(error ? [`${error.name}: ${error.message}`] : []),
    ...foundLines(findings.filter((one) => !isShown(one, shown))),
    ...(plan && shown?.plan?.hash !== plan.hash ? planLines(plan) : []),
    ...(published ? revisionLines(published, word === 'published') : []),
    ...(emitted ? emittedLines(emitted) : []),
    ...(propagation ? [propagation] : []),
    ...pushLines(result),
    ...(missing ? [missing] : []),
    ...(report && status === 'planned'
      ? [`Plan to read or to pass on: ${planPageBeside(report)}`]
      : []),
    ...(report && !error ? [`Report: ${report}`] : []),
    ...(next === null ? [] : [next]),
  ].join('\n');
}

function revisionLines(
  { revision, files }: NonNullable<Result['published']>,
  isNew: boolean,
): readonly string[] {
  if (!isNew) return [`Revision ${revision} stays as it is, with ${plural(files.length, 'file')}.`];
  return [`Revision ${revision}:`, ...files.map(({ key, bytes }) => `  ${key} (${bytes} bytes)`)];
}

/** A run that changes nothing is told in three lines, and what it warns of; the rest is in its report. */
function unchangedText(result: Result): string {
  const { status, findings, plan, missing, report } = result;
  const place = destinationText(result);
  // Where the lists are left out, there is nothing to count.
  const isCounted = plan !== undefined && plan.changed === undefined;
  const stands = isCounted ? `${planStanding(plan)} stand as they are to be` : null;
  const told = findings.filter(({ severity }) => severity !== 'info');
  const untold = findings.length - told.length;
  return [
    heading(status),
    ...[[place, stands].filter((part) => part !== null).join(': ')].filter((line) => line !== ''),
    ...foundLines(told),
    ...pushLines(result),
    ...(missing ? [missing] : []),
    ...(report ? [`Report${untold > 0 ? `, with ${plural(untold, 'info')}` : ''}: ${report}`] : []),
  ].join('\n');
}

function isShown({ code, subject, message }: Finding, shown: Shown | null): boolean {
  return (shown?.findings ?? []).some(
    (one) => one.code === code && one.subject === subject && one.message === message,
  );
}

/** Where the plan lies as people read it. */
function planPageBeside(report: string): string {
  return report.replace(/report\.json$/, 'plan.md');
}

/** The push machine runs after every import; one that had no target is not worth a word. */
function pushLines({ status: ended, plan, push }: Result): string[] {
  if (!push) return ended === 'published' && plan ? followingPush(plan.push) : [];
  const { status, error, targets = [] } = push;
  if (targets.length === 0 && !error) return [];
  const why = error ? `${error.name}: ${error.message}`.split('\n') : [];
  return [
    `Push: ${status}`,
    ...why.filter((line) => line !== '').map((line) => `  ${line}`),
    ...targetResultLines(targets, error).map((line) => `  ${line}`),
  ];
}

/** The stack pushes by itself, in an execution of its own that this command does not wait for. */
function followingPush(targets: readonly PlannedTarget[]): string[] {
  const count = targets.filter(({ change }) => change !== 'keep').length;
  if (count === 0) return [];
  return [
    `Push: an execution of push-auth follows, to ${plural(count, 'target')}; how it ends stands on the bus and in its own report.`,
  ];
}

function emittedLines(emitted: NonNullable<Result['emitted']>): string[] {
  return [
    'Policies for the owners of the roles; nothing was written there:',
    ...emitted.map(({ role, key }) => `  ${key} for ${roleNameOf(role)}`),
  ];
}

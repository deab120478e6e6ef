import type { PlannedTarget } from '../contract/push/target.ts';
import type { Result } from '../contract/result.ts';
import { plural } from '../contract/text.ts';
import { diffLines, policyDiff } from '../domain/iam/diff.ts';
import { changesPolicy } from '../domain/roles/delivery.ts';
import { deliveryOf } from '../domain/roles/deliveries.ts';
import { heading } from './heading.ts';
import { targetLines, targetResultLines } from './target-lines.ts';
import { findingText } from '../domain/findings/failure-cause.ts';
import { bySeverity } from '../domain/findings/severity.ts';
import { roleNameOf } from '../contract/aws-names.ts';
import { repointedText } from '../contract/repointed.ts';
import { withShellNote } from './with-shell-note.ts';
import { printAnswer } from './tell.ts';

/** Prints the result, alone, on standard output: as JSON, or as people read it. */
export function printResult(result: Result, json: boolean): void {
  printAnswer(json, result, () => withShellNote(resultText(result)));
}

function resultText(result: Result): string {
  const { status, error, findings, plan, published, emitted, propagation, missing, report } =
    result;
  if (error?.name === 'ImportRefused') return `${heading(status)}\n${error.message}`;
  return [
    heading(status),
    ...(error ? [`${error.name}: ${error.message}`] : []),
    ...findings.toSorted(bySeverity).map(findingText),
    ...(plan ? planLines(plan) : []),
    ...(published
      ? [
          `Revision ${published.revision}:`,
          ...published.files.map(({ key, bytes }) => `  ${key} (${bytes} bytes)`),
        ]
      : []),
    ...(emitted ? emittedLines(emitted) : []),
    ...(propagation ? [propagation] : []),
    ...pushLines(result),
    ...(missing ? [missing] : []),
    ...(report && !error ? [`Report: ${report}`] : []),
  ].join('\n');
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

function planLines({
  hash,
  rolePolicies,
  repointed = [],
  roles,
  files,
  push,
}: NonNullable<Result['plan']>): string[] {
  const delivery = deliveryOf({ rolePolicies });
  return [
    `Plan ${hash}:`,
    ...repointed.map((pool) => `  ${repointedText(pool)}`),
    ...roles.flatMap((change) => {
      const { role, policyName, before, after, budget, verb: told } = change;
      const size = `${budget.need} characters; ${budget.used + budget.need} of ${budget.limit} on the role`;
      const verb = told ?? delivery.verb(change);
      const line = `  ${verb} ${policyName} on ${roleNameOf(role)} (${size})`;
      return [
        line,
        ...(told === undefined && changesPolicy(verb) ? grantLines(before, after) : []),
      ];
    }),
    ...files.map(({ key, changed }) => `  ${changed ? 'write' : 'keep'} ${key}`),
    ...push.flatMap(targetLines),
  ];
}

/** What a change of a policy gives and takes, for a person to approve; what stays is counted only. */
function grantLines(before: string | null, after: string | null): string[] {
  const diff = policyDiff(before, after);
  const { length: stay } = diff.kept;
  const lines = diffLines({ ...diff, kept: [] });
  const unchanged = lines.length === 0 ? 'the same in other words' : null;
  const kept = stay > 0 ? `${stay} ${stay === 1 ? 'statement stays' : 'statements stay'}` : null;
  const note = unchanged ?? kept;
  return [...lines, ...(note === null ? [] : [`  ${note}`])].map((line) => `      ${line}`);
}
